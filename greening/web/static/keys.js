// Single keys: what names a key (data-key) is pressed by it, where the page allows keys at all (data-keys). Never while
// somebody types, never with Ctrl, Alt or the command key, which belong to the browser.
(() => {
  const TYPED = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="submit"])';
  const visible = (one) => one.checkVisibility?.() ?? one.offsetParent !== null;
  const named = (key) => [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(visible);
  const LOST = 5000;
  let sent = false; // a key that is pressed twice must not send twice

  // A tray that opens is there to be filled in.
  const begin = (tray) => tray?.matches('details.tray-of[open]') && tray.querySelector('[data-first]')?.focus();

  const press = (one) => {
    if (one.matches(TYPED)) one.focus();
    else one.click();
    if (one.matches('summary')) begin(one.parentElement); // at once: the next key may come before the event
  };

  // Rows are walked by j and k from anywhere, by the arrows from one to the next: elsewhere those scroll.
  const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
  const moved = (key) => {
    const rows = [...document.querySelectorAll('[data-row]')];
    const at = rows.indexOf(document.activeElement);
    if (!STEPS[key] || !rows.length || (key.length > 1 && at < 0)) return false;
    rows[Math.max(0, at + STEPS[key])]?.focus();
    return true;
  };

  const closeTrays = () => {
    for (const tray of document.querySelectorAll('details.tray-of[open]')) {
      tray.open = false;
      tray.querySelector('summary').focus();
    }
  };

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeTrays();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('textarea')) {
      event.target.closest('.tray')?.querySelector('button[data-main]')?.click();
    }
    const taken = event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing;
    if (taken || event.target.matches(TYPED) || !document.querySelector('[data-keys]')) return;
    const one = sent ? undefined : named(event.key);
    if (one) press(one);
    if (one || moved(event.key)) event.preventDefault();
  });

  document.addEventListener('toggle', (event) => begin(event.target), true);
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-close]')) return;
    event.preventDefault();
    closeTrays();
  });

  document.addEventListener('submit', (event) => {
    if (!event.target.matches('form[data-once]')) return;
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, LOST); // the page still stands: it may be tried again
  });
  window.addEventListener('pageshow', () => { sent = false; });
})();
