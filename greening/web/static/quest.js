// Answers that could not be sent are kept on this device, named, and sent once: the key of each tells the server.
(() => {
  const LATER = new Set([400, 401, 429]); // the form is too old, nobody is signed in, too often: it may go another time
  const place = () => document.getElementById('unsent');
  const store = () => `greening.unsent.${place().dataset.unsent}`;
  const kept = () => JSON.parse(localStorage.getItem(store()) ?? '[]');
  const keep = (answers) => localStorage.setItem(store(), JSON.stringify(answers));
  const token = () => document.querySelector('[name="csrf_token"]')?.value ?? '';

  const show = () => {
    place().replaceChildren();
    for (const answer of kept()) {
      const row = document.getElementById('unsent-row').content.cloneNode(true);
      row.querySelector('[data-said]').textContent = answer.said;
      if (answer.why) row.querySelector('[data-why]').textContent = answer.why;
      row.querySelector('[data-forget]').addEventListener('click', () => forget(answer.key));
      place().append(row);
    }
  };
  const forget = (key) => {
    keep(kept().filter((one) => one.key !== key));
    show();
  };

  const post = (answer) => fetch(answer.to, { method: 'POST', body: new URLSearchParams({ ...answer.form, csrf_token: token() }) });
  const reason = async (response) => {
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    return page.querySelector('.msg span, .state p, main h1')?.textContent.trim() ?? String(response.status);
  };

  // What the server refuses stays on the page with its reason; what did not reach it is tried again.
  const sendKept = async () => {
    for (const answer of kept().filter((one) => !one.why)) {
      let response;
      try { response = await post(answer); } catch { return; }
      if (response.status >= 500 || LATER.has(response.status)) return;
      const why = response.ok ? '' : await reason(response);
      keep(kept().flatMap((one) => (one.key !== answer.key ? [one] : why ? [{ ...one, why }] : [])));
      show();
    }
  };

  const said = (form, button) => {
    const typed = form.querySelector('#value')?.value;
    return [form.dataset.field ?? document.querySelector('h1')?.textContent.trim(), button?.name === 'said' && button.value === 'value' ? typed : button?.textContent.trim()].join(' ');
  };

  const send = async (event) => {
    const { target: form, submitter: button } = event;
    if (!form.matches?.('form[data-quest]')) return;
    event.preventDefault();
    const body = Object.fromEntries(new FormData(form, button));
    const answer = { key: body.key, to: form.action, form: body, said: said(form, button) };
    try {
      const response = await post(answer);
      if (response.redirected && response.ok) location.assign(response.url);
      else plain(form, button); // the page that says why, as without scripts
    } catch {
      keep([...kept().filter((one) => one.key !== answer.key), answer]);
      show();
      place().scrollIntoView({ block: 'nearest' });
    }
  };
  const plain = (form, button) => {
    if (button?.name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }));
    form.submit();
  };

  // On a phone the number that was asked for is dialled at once; elsewhere it is there to be read.
  const dial = (event) => {
    const link = event.detail.target.querySelector?.('[data-dial]');
    if (link && matchMedia('(pointer: coarse)').matches) location.assign(link.href);
  };

  document.addEventListener('DOMContentLoaded', () => {
    if (!place()) return;
    show();
    sendKept();
    document.addEventListener('submit', send);
    document.addEventListener('htmx:afterSwap', dial);
    window.addEventListener('online', sendKept);
  });
})();
