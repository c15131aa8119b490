/**
 * Draws the icons of the Slack and Teams apps, with the Chromium of this machine. The drawing is Portolan's own: the
 * compass rose of a sea chart with its courses. Needed only when the drawing changes; the pictures are committed.
 *
 * node tools/icons.ts
 */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const folder = fileURLToPath(new URL('../manifests', import.meta.url));

const sea = '#12355b';
const paper = '#f3e9d2';
const gold = '#e0a93b';

/** Points on a circle around the middle, by compass degrees: 0 is north. */
function at(degrees: number, radius: number): string {
  const angle = (degrees * Math.PI) / 180;
  return `${(Math.sin(angle) * radius).toFixed(2)},${(-Math.cos(angle) * radius).toFixed(2)}`;
}

/** A star whose points lie at these degrees. */
function star(degrees: readonly number[], outer: number, inner: number): string {
  const step = 360 / degrees.length / 2;
  return degrees.flatMap((degree) => [at(degree, outer), at(degree + step, inner)]).join(' ');
}

const four = [0, 90, 180, 270];
const between = [45, 135, 225, 315];
const courses = Array.from({ length: 16 }, (_, index) => index * 22.5);

/** On a square of 192 around the middle; Teams and Slack round its corners themselves. */
const color = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-96 -96 192 192">
  <rect x="-96" y="-96" width="192" height="192" fill="${sea}"/>
  <g stroke="${paper}" stroke-opacity=".28" stroke-width="1.5">
    ${courses.map((degree) => `<polyline points="0,0 ${at(degree, 140)}"/>`).join('')}
  </g>
  <circle r="58" fill="none" stroke="${paper}" stroke-opacity=".55" stroke-width="2.5"/>
  <polygon points="${star(between, 48, 15)}" fill="${gold}"/>
  <polygon points="${star(four, 74, 15)}" fill="${paper}"/>
  ${four.map((degree) => `<polygon points="0,0 ${at(degree, 74)} ${at(degree + 45, 15)}" fill="${gold}"/>`).join('')}
  <circle r="7" fill="${sea}"/>
</svg>`;

/** On a square of 32; white alone, since Teams colours it itself. */
const outline = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -16 32 32">
  <g fill="none" stroke="#fff" stroke-width="1.5" stroke-linejoin="round">
    <circle r="10.5"/>
    <polygon points="${star(four, 14, 3.4)}" fill="#fff" stroke="none"/>
  </g>
</svg>`;

const icons = [
  { file: 'teams/color.png', svg: color, size: 192 },
  { file: 'teams/outline.png', svg: outline, size: 32 },
  // Slack takes none smaller.
  { file: 'slack/icon.png', svg: color, size: 512 },
] as const;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  for (const { file, svg, size } of icons) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    await page.screenshot({ path: `${folder}/${file}`, omitBackground: true });
    process.stdout.write(`${folder}/${file}\n`);
  }
} finally {
  await browser.close();
}
