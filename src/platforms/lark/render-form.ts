import type { ChoicePart, FormBlock, FormPart, InputPart, PersonPart } from "#cards/card";
import { AppError } from "#domain/error";
import { type Drawing, drawAction, type Element, markdown, plainText, uniqueName } from "./elements.ts";
import { lineToMarkdown, styled } from "./markdown.ts";

const MAX_INPUT_CHARACTERS = 1000;
const REQUIRED_MARK = styled("&#42;", { color: "red" });

/** A form: each question under its own label, so that nothing is cut on a phone, and one button that sends it. */
export function drawForm(block: FormBlock, drawing: Drawing): Element {
  const submit = drawAction(block.submit, drawing);
  return {
    tag: "form",
    name: uniqueName(block.name, drawing),
    vertical_spacing: "8px",
    elements: [...drawParts(block.parts, drawing), { ...submit, form_action_type: "submit", width: "fill" }],
  };
}

function drawParts(parts: readonly FormPart[], drawing: Drawing): Element[] {
  const elements: Element[] = [];
  // A compact card saves elements: a heading shares the element of the next label.
  let held: string[] = [];
  const flush = (...more: readonly string[]) => {
    const content = [...held, ...more].join("<br>");
    held = [];
    return content === "" ? [] : [markdown(content)];
  };
  for (const part of parts) {
    switch (part.kind) {
      case "heading":
        elements.push(...flush());
        if (drawing.isCompact) held = [headingText(part.text)];
        else elements.push(drawHeading(part.text));
        break;
      case "note":
        if (drawing.isCompact) held.push(lineToMarkdown(part.line));
        else elements.push(markdown(lineToMarkdown(part.line), { text_size: "notation" }));
        break;
      case "choice":
        elements.push(...flush(...labelOf(part)), drawChoice(part, drawing));
        break;
      case "person":
        elements.push(...flush(...labelOf(part)), drawPerson(part, drawing));
        break;
      case "input":
        elements.push(...flush(...(part.hint ? labelOf(part) : [])), drawInput(part, drawing));
        break;
    }
  }
  return [...elements, ...flush()];
}

function headingText(text: string): string {
  return styled(lineToMarkdown(text), { bold: true });
}

function drawHeading(text: string): Element {
  return markdown(headingText(text), { text_size: "heading", margin: "8px 0px 0px 0px" });
}

function labelOf(part: ChoicePart | PersonPart | InputPart): string[] {
  const label = lineToMarkdown(part.label);
  const hint = part.hint ? [styled(lineToMarkdown(part.hint), { color: "grey" })] : [];
  return [part.isRequired ? `${label} ${REQUIRED_MARK}` : label, ...hint];
}

function placeholder(text: string, drawing: Drawing): { placeholder?: Element } {
  return drawing.isCompact || text === "" ? {} : { placeholder: plainText(text) };
}

function drawChoice(part: ChoicePart, drawing: Drawing): Element {
  const chosen = part.options.findIndex((option) => option.value === part.chosen) + 1;
  return {
    tag: "select_static",
    name: fieldName(part.name, drawing),
    required: part.isRequired,
    width: "fill",
    ...placeholder(part.placeholder, drawing),
    ...(chosen > 0 && { initial_index: chosen }),
    options: part.options.map((option) => ({ text: plainText(option.text), value: option.value })),
  };
}

function drawPerson(part: PersonPart, drawing: Drawing): Element {
  return {
    tag: "select_person",
    name: fieldName(part.name, drawing),
    required: part.isRequired,
    width: "fill",
    ...placeholder(part.placeholder, drawing),
    options: part.people.map((person) => ({ value: person.platformUserId })),
  };
}

function drawInput(part: InputPart, drawing: Drawing): Element {
  return {
    tag: "input",
    name: fieldName(part.name, drawing),
    required: part.isRequired,
    width: "fill",
    // Its own label has no room for a hint, so one with a hint is labelled like a list.
    ...(!part.hint && {
      label: plainText(part.isRequired ? `${part.label} *` : part.label),
      label_position: "top",
    }),
    max_length: Math.min(Math.max(part.maxCharacters, 1), MAX_INPUT_CHARACTERS),
    ...placeholder(part.placeholder, drawing),
    ...(part.isMultiline && { input_type: "multiline_text", rows: 3, auto_resize: true }),
    ...(part.text && { default_value: part.text }),
  };
}

/** The name is what the answer is found by, so a second field of the same name is our mistake. */
function fieldName(name: string, drawing: Drawing): string {
  if (drawing.names.has(name)) {
    throw new AppError("bad-input", `The card has two fields named ${name}.`, { name });
  }
  drawing.names.add(name);
  return name;
}
