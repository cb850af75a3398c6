// SVG path data: points go through a transform, and come out as compact text with two decimals.

/** An affine transform: x' = a x + c y + e, y' = b x + d y + f. */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
export const IDENTITY: Transform = [1, 0, 0, 1, 0, 0];

/** The transform that does `then` in the coordinates of `first`. */
export function combine([a, b, c, d, e, f]: Transform, [a2, b2, c2, d2, e2, f2]: Transform): Transform {
  return [a * a2 + c * b2, b * a2 + d * b2, a * c2 + c * d2, b * c2 + d * d2, a * e2 + c * f2 + e, b * e2 + d * f2 + f];
}

/** How many times as long lengths become; the mean, where it is not the same in every direction. */
export function scaleOf([a, b, c, d]: Transform): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** A number with at most two decimals, as short as can be. */
export function short(value: number): string {
  return fromHundredths(Math.round(value * 100));
}

function fromHundredths(hundredths: number): string {
  return String(hundredths / 100).replace(/^(-?)0\./, "$1.");
}

/** A path as a canvas builds it. Points are kept in hundredths; steps are taken between rounded points, so that roundings do not add up. */
export class PathData {
  private parts: string[] = [];
  private command = "";
  private at: [number, number] = [0, 0];
  private start: [number, number] | undefined;
  private needsMove = false;

  get isEmpty(): boolean {
    return this.start === undefined;
  }

  move(transform: Transform, x: number, y: number): void {
    if (!Number.isFinite(x + y)) return;
    this.start = pointOf(transform, x, y);
    this.needsMove = true;
  }

  line(transform: Transform, x: number, y: number): void {
    if (!Number.isFinite(x + y)) return;
    if (this.start === undefined) return this.move(transform, x, y);
    this.add("l", [pointOf(transform, x, y)]);
  }

  /** Part of a circle, as a canvas has it: angles clockwise from the x axis, a line to its beginning. */
  arc(transform: Transform, x: number, y: number, radius: number, from: number, to: number, isBackwards = false): void {
    if (![x, y, radius, from, to].every(Number.isFinite)) return;
    if (radius < 0) throw new RangeError(`a circle has no radius of ${radius}`);
    const sweep = sweepOf(from, to, isBackwards);
    const pieces = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
    const step = sweep / pieces;
    // A cubic curve is nearer than 0.03 % of the radius to a quarter of a circle, and stays right under any transform.
    const reach = (4 / 3) * Math.tan(step / 4) * radius;
    this.line(transform, x + radius * Math.cos(from), y + radius * Math.sin(from));
    for (let piece = 0; piece < pieces; piece++) {
      const [begin, end] = [from + piece * step, from + (piece + 1) * step];
      const [cosine, sine, cosineEnd, sineEnd] = [Math.cos(begin), Math.sin(begin), Math.cos(end), Math.sin(end)];
      this.add("c", [
        pointOf(transform, x + radius * cosine - reach * sine, y + radius * sine + reach * cosine),
        pointOf(transform, x + radius * cosineEnd + reach * sineEnd, y + radius * sineEnd - reach * cosineEnd),
        pointOf(transform, x + radius * cosineEnd, y + radius * sineEnd),
      ]);
    }
  }

  rect(transform: Transform, x: number, y: number, width: number, height: number): void {
    this.move(transform, x, y);
    this.line(transform, x + width, y);
    this.line(transform, x + width, y + height);
    this.line(transform, x, y + height);
    this.close();
  }

  close(): void {
    if (this.start === undefined || this.needsMove || this.command === "z") return;
    this.parts.push("z");
    this.command = "z";
    this.at = this.start;
  }

  /** The path data so far. */
  toString(): string {
    return this.parts.join("");
  }

  private add(command: string, points: [number, number][]): void {
    if (this.needsMove && this.start) {
      this.parts.push(`M${numbers(this.start)}`);
      this.command = "M";
      this.at = this.start;
      this.needsMove = false;
    }
    const steps = points.flatMap(([x, y]) => [x - this.at[0], y - this.at[1]]);
    // A step too small to be seen is left out, but for the first: alone it is a dot.
    if (this.command !== "M" && steps.every((step) => step === 0)) return;
    const text = numbers(steps);
    const between = text.startsWith("-") ? "" : " ";
    this.parts.push(this.command === command ? between + text : command + text);
    this.command = command;
    this.at = points.at(-1) as [number, number];
  }
}

function pointOf([a, b, c, d, e, f]: Transform, x: number, y: number): [number, number] {
  return [Math.round((a * x + c * y + e) * 100), Math.round((b * x + d * y + f) * 100)];
}

function numbers(hundredths: number[]): string {
  return hundredths.map(fromHundredths).reduce((text, number) => (number.startsWith("-") ? text + number : `${text} ${number}`));
}

/** The angle that an arc runs over: no more than once around (HTML, `arc`). */
function sweepOf(from: number, to: number, isBackwards: boolean): number {
  const around = 2 * Math.PI;
  const sweep = isBackwards ? from - to : to - from;
  const forward = sweep >= around ? around : ((sweep % around) + around) % around;
  return isBackwards ? -forward : forward;
}
