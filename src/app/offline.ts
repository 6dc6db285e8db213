/** Makes the page work without a network once it has been loaded: a service worker keeps its own files. */

export function startOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", () => {
    navigator.serviceWorker.register(new URL("./sw.js", document.baseURI)).catch(() => {
      // plain http on a foreign host has no service workers; the page works, a reload then needs the network
    });
  });
}
