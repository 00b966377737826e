/** The hues of the colour enumeration by their middle shade (500), as red, green and blue. */
export const HUES = {
  blue: [51, 112, 255],
  wathet: [20, 154, 235],
  turquoise: [16, 184, 178],
  green: [46, 161, 33],
  lime: [139, 172, 0],
  yellow: [240, 184, 0],
  orange: [237, 109, 12],
  red: [240, 72, 64],
  carmine: [235, 71, 140],
  violet: [200, 68, 210],
  purple: [127, 86, 245],
  indigo: [75, 90, 220],
  grey: [143, 149, 158],
  neutral: [143, 149, 158],
} as const satisfies Record<string, Rgb>;

export type Hue = keyof typeof HUES;
export type Rgb = readonly [number, number, number];
export type Theme = "light" | "dark";

export const SURFACE: Readonly<Record<Theme, Rgb>> = { light: [255, 255, 255], dark: [35, 35, 36] };
export const INK: Readonly<Record<Theme, Rgb>> = { light: [31, 35, 41], dark: [235, 235, 235] };
const READABLE = 4.5;

/** A shade of 50 (next to the surface) to 900 (next to the ink); in the dark the scale runs the other way. */
export function shadeOf(hue: Hue, shade: number, theme: Theme): Rgb {
  const middle: Rgb = HUES[hue];
  if (shade === 500) return middle;
  if (shade < 500) return mixed(middle, SURFACE[theme], Math.min(1, (500 - shade) / 500) ** 0.9);
  return mixed(middle, theme === "light" ? [0, 0, 0] : [255, 255, 255], ((shade - 500) / 500) * 0.85);
}

/** The hue as text: the shade nearest to the middle that can be read on this ground. */
export function readableShade(hue: Hue, ground: Rgb, theme: Theme): Rgb {
  for (let shade = 500; shade <= 1_000; shade += 25) {
    const candidate = shadeOf(hue, shade, theme);
    if (contrast(candidate, ground) >= READABLE) return candidate;
  }
  return INK[theme];
}

/** WCAG 2.2, relative luminance and contrast ratio, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((part, index) => Math.round(part + ((to[index] ?? 0) - part) * share)) as unknown as Rgb;
}

export function css([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}
