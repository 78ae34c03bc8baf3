// What pages need beyond HTML and htmx. Every write works without this file; it makes things quicker.
(() => {
  'use strict';

  document.documentElement.classList.add('scripted');

  const cookie = name => document.cookie.split('; ')
    .map(pair => pair.split('='))
    .filter(([key]) => key === name)
    .map(([, value]) => decodeURIComponent(value))[0];

  // A page that was open before a new login still has the old token in its forms: the cookie has the one that counts.
  document.addEventListener('htmx:configRequest', event => {
    const token = cookie('RAPPORT_CSRF');
    if (token && event.detail.verb !== 'get') {
      event.detail.headers['X-CSRF-TOKEN'] = token;
    }
  });

  // ---- toasts ----

  const region = () => document.getElementById('toasts');

  // what the server has put there goes by itself too
  document.querySelectorAll('#toasts .toast-success').forEach(message => setTimeout(() => message.remove(), 8000));

  const showToast = (text, kind) => {
    const template = document.getElementById('toast-template');
    const message = template.content.firstElementChild.cloneNode(true);
    message.classList.remove('toast-danger');
    message.classList.add('toast-' + kind);
    message.querySelector('p').textContent = text;
    region().append(message);
    if (kind === 'success' || kind === 'info') {
      setTimeout(() => message.remove(), 8000);
    }
  };

  // The server answers with the header HX-Trigger: {"toast": {"text": "…", "kind": "success"}}
  document.addEventListener('toast', event => showToast(event.detail.text, event.detail.kind || 'success'));

  // What was typed stays where it is: only the message is new.
  document.addEventListener('htmx:sendError', () => {
    const text = document.getElementById('offline-text').content.textContent.trim();
    showToast(text, 'danger');
  });

  // after a refusal the reader starts where it says what is wrong
  const focusMessage = root => {
    const message = root.querySelector('[data-focus]');
    if (message) {
      message.focus();
    }
  };
  focusMessage(document);

  // What had the focus may go with the part of the page it stood on; whoever had it goes on in what came instead.
  const FOCUSABLE = 'a[href], button:not([tabindex="-1"]), input:not([type=hidden]), select, textarea, summary';
  let focusGoes = false;
  document.addEventListener('htmx:beforeSwap', event => {
    focusGoes = event.detail.target.contains(document.activeElement) && document.activeElement !== document.body;
  });
  document.addEventListener('htmx:load', event => {
    const part = event.detail.elt;
    focusMessage(part);
    if (focusGoes && document.activeElement === document.body) {
      const next = part.querySelector('[data-next]')
        || [...part.querySelectorAll(FOCUSABLE)].find(element => !element.disabled && element.offsetParent);
      if (next) {
        next.focus({preventScroll: true});
      }
    }
  });

  document.addEventListener('click', event => {
    if (event.target.closest('[data-dismiss=toast]')) {
      event.target.closest('.toast-message').remove();
    }
    // a menu closes when something else is clicked
    document.querySelectorAll('details.menu[open]').forEach(menu => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  // ---- web parts: which are collapsed is kept by the server, for every device ----

  document.addEventListener('toggle', event => {
    const panel = event.target;
    if (!panel.dataset || !panel.dataset.page || !panel.dataset.webpart || panel.open === panel.hasAttribute('data-open')) {
      return;
    }
    panel.toggleAttribute('data-open', panel.open);
    fetch('/arrangement/' + panel.dataset.page, {
      method: 'POST',
      headers: {'X-CSRF-TOKEN': cookie('RAPPORT_CSRF') || '', 'X-Quiet': 'true'},
      body: new URLSearchParams({part: panel.dataset.webpart, move: panel.open ? 'expand' : 'collapse'})
    }).catch(() => showToast(document.getElementById('offline-text').content.textContent.trim(), 'danger'));
  }, true);

  // ---- lists: the box in the head of a table stands for all of its rows ----

  const rowsOf = all => [...all.closest('form').querySelectorAll(`tbody input[type=checkbox][name="${all.dataset.selectAll}"]`)];
  document.addEventListener('change', event => {
    const all = event.target.closest('[data-select-all]');
    if (all) {
      rowsOf(all).forEach(box => { box.checked = all.checked; });
      return;
    }
    const head = event.target.form && event.target.form.querySelector(`[data-select-all="${CSS.escape(event.target.name)}"]`);
    if (head) {
      const boxes = rowsOf(head);
      head.checked = boxes.every(box => box.checked);
      head.indeterminate = !head.checked && boxes.some(box => box.checked);
    }
  });

  // ---- dialogs: what is a page of its own without scripts opens on this one ----

  document.addEventListener('click', event => {
    const link = event.target.closest('[data-dialog]');
    const dialog = link && document.getElementById(link.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    }
  });
})();
