// The pen: the part of a canvas's 2D context that the map is drawn with. A real context is one; `svg.ts` is another.

export type Pen = Pick<
  CanvasRenderingContext2D,
  | "beginPath" | "moveTo" | "lineTo" | "arc" | "rect" | "closePath" | "fill" | "stroke" | "setLineDash"
  | "save" | "restore" | "translate" | "scale" | "rotate" | "clip" | "fillRect" | "fillText" | "strokeText"
  | "fillStyle" | "strokeStyle" | "lineWidth" | "lineJoin" | "lineCap" | "globalAlpha"
  | "font" | "textAlign" | "textBaseline" | "direction"
> & { measureText(text: string): { width: number } };
