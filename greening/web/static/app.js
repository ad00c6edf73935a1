// What pages do beyond plain HTML. Without it everything still works: forms post, links lead.
(() => {
  const focusFirstError = () => document.querySelector('.errsum')?.focus();

  // A part that could not be fetched says so where it would have been; the last good content stays.
  const forgetFailed = () => document.querySelectorAll('.swap-failed').forEach((note) => note.remove());
  const sayFailed = (event) => {
    forgetFailed();
    const target = event.detail.target ?? event.target;
    const note = document.getElementById('swap-failed').content.cloneNode(true);
    const why = new DOMParser().parseFromString(event.detail.xhr?.responseText ?? '', 'text/html').querySelector('.note span');
    if (why) note.querySelector('span').textContent = why.textContent;
    target.before(note);
  };

  // A menu closes when one goes elsewhere.
  const closeMenus = (event) => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (event.key === 'Escape' || !menu.contains(event.target)) menu.open = false;
    }
  };

  // What advice offers goes into its field, as if it had been typed there.
  const take = (event) => {
    const offer = event.target.closest('[data-take]');
    if (!offer) return;
    const field = document.getElementById(offer.dataset.for);
    field.value = offer.dataset.take;
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };

  document.addEventListener('DOMContentLoaded', focusFirstError);
  document.addEventListener('htmx:responseError', sayFailed);
  document.addEventListener('htmx:sendError', sayFailed);
  document.addEventListener('htmx:afterSwap', forgetFailed);
  document.addEventListener('click', closeMenus);
  document.addEventListener('click', take);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && closeMenus(event));
})();
