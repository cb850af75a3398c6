// Waiting for the screen.

/** Call when what is drawn now has been painted: a message that is sent in an animation frame comes after its painting. */
export function whenPainted(then: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      then();
    };
    port2.postMessage(null);
  });
}
