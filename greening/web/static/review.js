// What a review adds: seconds that run down, and a lease that lives while somebody works and ends when they leave.
(() => {
  const MINUTE = 60_000;

  const runDown = (shown) => {
    const end = performance.now() + 1000 * Number(shown.dataset.seconds);
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      if (left > 0) {
        shown.textContent = left;
        setTimeout(tick, 250);
      } else {
        document.querySelectorAll('[data-while]').forEach((one) => { one.hidden = true; });
      }
    };
    tick();
  };

  // The form of the lease is swapped by each renewal, so it is looked for anew.
  const lease = () => document.querySelector('form[data-release]');
  let renewed = performance.now();
  let leaving = true;
  const renew = () => {
    if (performance.now() - renewed < MINUTE || !lease()) return;
    renewed = performance.now();
    htmx.trigger(lease(), 'renew');
  };
  const release = () => {
    if (!leaving || !lease()) return;
    const form = new FormData(lease());
    form.set('leaving', 'yes');
    navigator.sendBeacon(lease().dataset.release, form);
  };

  for (const act of ['keydown', 'pointerdown', 'scroll']) document.addEventListener(act, renew, { capture: true, passive: true });
  document.addEventListener('submit', (event) => { leaving &&= event.defaultPrevented; });
  window.addEventListener('pagehide', release);
  document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-seconds]').forEach(runDown));
})();
