import "./gallery.css";
import { render } from "preact";
import { useRef, useState } from "preact/hooks";
import type { CardProps } from "./card/card-props.ts";
import { CardView } from "./card/card-view.tsx";
import { GALLERY, MEMBERS, PEOPLE, pictureFor } from "./gallery-cards.ts";

/** `?look=dark&locale=en_us&only=button,form&hold`: with `hold` a press waits for the button that lets it go. */
const wishes = new URLSearchParams(location.search);

type Look = CardProps["theme"];
type Locale = CardProps["locale"];

function Gallery() {
  const [look, setLook] = useState<Look>(wishes.get("look") === "dark" ? "dark" : "light");
  const [locale, setLocale] = useState<Locale>(wishes.get("locale") === "en_us" ? "en_us" : "zh_cn");
  const [version, setVersion] = useState(1);
  const [isFrozen, setIsFrozen] = useState(false);
  const [log, setLog] = useState<readonly string[]>([]);
  const letGo = useRef<() => void>(() => undefined);
  const note = (what: unknown) => {
    setLog((before) => [JSON.stringify(what), ...before]);
    return wishes.has("hold") ? new Promise<void>((resolve) => (letGo.current = resolve)) : Promise.resolve();
  };
  const only = wishes.get("only")?.split(",");
  return (
    <main class="gallery" data-look={look}>
      <header>
        <form onSubmit={(event) => event.preventDefault()}>
          <button onClick={() => setLook(look === "dark" ? "light" : "dark")}>{look}</button>
          <button onClick={() => setLocale(locale === "zh_cn" ? "en_us" : "zh_cn")}>{locale}</button>
          <button onClick={() => setVersion(version + 1)}>version {version}</button>
          <button onClick={() => setIsFrozen(!isFrozen)}>{isFrozen ? "frozen" : "live"}</button>
          <button onClick={() => letGo.current()}>answer</button>
        </form>
      </header>
      {Object.entries(GALLERY)
        .filter(([name]) => only?.includes(name) ?? true)
        .map(([name, card]) => (
          <section key={name} id={name}>
            <h2>{name}</h2>
            <CardView
              card={card}
              version={version}
              locale={locale}
              theme={look}
              people={PEOPLE}
              members={MEMBERS}
              isFrozen={isFrozen}
              imageUrl={pictureFor}
              onPress={(target) => note({ press: target })}
              onSubmit={(button, fields) => note({ submit: button, fields })}
            />
          </section>
        ))}
      <output class="gallery-log">
        {log.map((line, index) => (
          <div key={log.length - index}>{line}</div>
        ))}
      </output>
    </main>
  );
}

const root = document.getElementById("app");
if (root) render(<Gallery />, root);
