/** A font of the page as a file names it: programs that lack it take the next of the list. */
interface Face {
  /** The name under which the font is known outside this page. */
  name: string;
  /** The list of families in the file. */
  list: string;
}

const sans: Face = { name: 'Source Sans 3', list: "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif" };
const mono: Face = { name: 'JetBrains Mono', list: "'JetBrains Mono', Menlo, Consolas, monospace" };

const faceOf = (family: string): Face => (/monospace\s*$/.test(family) ? mono : sans);

/** The attributes of a text's font, from the computed style of the element that holds it. */
export function fontOf(style: CSSStyleDeclaration) {
  return {
    'font-family': faceOf(style.fontFamily).list,
    'font-size': parseFloat(style.fontSize),
    'font-weight': style.fontWeight === '400' ? null : style.fontWeight,
    'font-style': style.fontStyle === 'normal' ? null : style.fontStyle,
    'letter-spacing': style.letterSpacing === 'normal' ? null : parseFloat(style.letterSpacing),
  };
}

const ascents = new Map<string, number>();

/** Where the baseline is in the box of a line of text, from the top, as a share of the box's height. */
export function baselineOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): number {
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const known = ascents.get(font);
  if (known !== undefined) return known;
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0.8;
  context.font = font;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = context.measureText('x');
  const share = above / (above + below);
  ascents.set(font, share);
  return share;
}

/**
 * Rules that carry the page's own fonts, under their public names, for a picture that the browser draws: an image cannot use the fonts of
 * the page around it.
 */
export async function embeddedFonts(): Promise<string> {
  const style = getComputedStyle(document.body);
  const rules = [...document.styleSheets].flatMap(sheet => fontRules(sheet));
  const wanted = [
    { face: sans, family: firstOf(style.getPropertyValue('--font-source-sans')) },
    { face: mono, family: firstOf(style.getPropertyValue('--font-jetbrains-mono')) },
  ];
  const faces = wanted.flatMap(({ face, family }) => {
    const rule = rules.find(({ style: own }) => firstOf(own.getPropertyValue('font-family')) === family);
    const url = rule && /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue('src'))?.[1];
    if (family === '' || !rule || !url) return [];
    return [{ name: face.name, weight: rule.style.getPropertyValue('font-weight'), url: new URL(url, rule.parentStyleSheet?.href ?? location.href) }]; // prettier-ignore
  });
  const texts = await Promise.all(
    faces.map(async ({ name, weight, url }) => {
      const file = await fetch(url);
      const data = await dataUrl(new Blob([await file.arrayBuffer()], { type: 'font/woff2' }));
      return `@font-face{font-family:'${name}';font-weight:${weight || 'normal'};src:url(${data}) format('woff2')}`;
    }),
  );
  return texts.join('');
}

const firstOf = (families: string): string => (families.split(',')[0] ?? '').trim().replace(/^["']|["']$/g, '');

/** A sheet of another origin does not say what is in it. */
function fontRules(sheet: CSSStyleSheet): CSSFontFaceRule[] {
  try {
    return [...sheet.cssRules].filter(rule => rule instanceof CSSFontFaceRule);
  } catch {
    return [];
  }
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('A font could not be read.'));
    reader.readAsDataURL(blob);
  });
