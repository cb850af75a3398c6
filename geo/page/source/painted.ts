// Waiting for the screen.

/** Call when what is drawn now has been painted: when the second animation frame has begun, the first is on its way. */
export function whenPainted(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}
