// What pages need beyond HTML and htmx. Every write works without this file; it makes things quicker.
(() => {
  'use strict';

  document.documentElement.classList.add('scripted');

  const cookie = name => document.cookie.split('; ')
    .map(pair => pair.split('='))
    .filter(([key]) => key === name)
    .map(([, value]) => decodeURIComponent(value))[0];

  // A page that was open before a new login still has the old token in its forms: the cookie has the one that counts.
  window.rapportToken = () => cookie('RAPPORT_CSRF') || '';
  document.addEventListener('htmx:configRequest', event => {
    const token = window.rapportToken();
    if (token && event.detail.verb !== 'get') {
      event.detail.headers['X-CSRF-TOKEN'] = token;
    }
  });

  // ---- toasts ----

  const region = () => document.getElementById('toasts');

  // what the server has put there goes by itself too
  document.querySelectorAll('#toasts .toast-success').forEach(message => setTimeout(() => message.remove(), message.querySelector('form') ? 12_000 : 8000));

  const showToast = (text, kind) => {
    const template = document.getElementById('toast-template');
    const message = template.content.querySelector(`.toast-${kind}`).cloneNode(true);
    message.querySelector('p').textContent = text;
    region().append(message);
    if (kind === 'success' || kind === 'info') {
      setTimeout(() => message.remove(), 8000);
    }
  };

  // A message gives way to what has the focus and to what sends a form (WCAG 2.4.11): of its places it takes the one where it
  // covers least of that, and stays where it is while no other is better.
  const PLACES = ['bottom', 'top', 'middle'];
  const SENDS = 'main :is(button:not([type=button], [tabindex="-1"]), .btn-primary)';
  const covers = (message, element) => {
    const above = message.getBoundingClientRect();
    const beneath = element.getBoundingClientRect();
    // what lies in a closed menu has a place, too
    return element.checkVisibility() && beneath.left < above.right && above.left < beneath.right
      && beneath.top < above.bottom && above.top < beneath.bottom;
  };
  const giveWay = () => {
    const stack = region();
    if (!stack.children.length) {
      delete stack.dataset.place;
      return;
    }
    const sends = [...document.querySelectorAll(SENDS)];
    const active = document.activeElement.closest('main :is(a, button, input, select, textarea, summary)');
    const covered = place => {
      stack.dataset.place = place;
      const isCovered = element => [...stack.children].some(message => covers(message, element));
      return sends.filter(isCovered).length + (active && isCovered(active) ? sends.length + 1 : 0);
    };
    const here = stack.dataset.place || PLACES[0];
    let least = covered(here);
    let best = here;
    for (const place of PLACES) {
      const there = least && covered(place);
      if (there < least) {
        least = there;
        best = place;
      }
    }
    stack.dataset.place = best;
  };
  new MutationObserver(giveWay).observe(region(), {childList: true});
  let settles = 0;
  ['scroll', 'resize'].forEach(moved => window.addEventListener(moved, () => {
    clearTimeout(settles);
    settles = setTimeout(giveWay, 100);
  }, {passive: true}));
  document.addEventListener('focusin', giveWay);
  document.addEventListener('htmx:load', giveWay);
  giveWay();

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
    if (event.detail.refreshed) {
      return;
    }
    focusMessage(part);
    if (focusGoes && document.activeElement === document.body) {
      const next = part.querySelector('[data-next]')
        || [...part.querySelectorAll(FOCUSABLE)].find(element => !element.disabled && element.offsetParent);
      if (next) {
        next.focus({preventScroll: true});
      }
    }
  });

  // What somebody has opened or closed stays so when its part is read anew.
  const folds = new WeakMap();
  document.addEventListener('htmx:beforeSwap', ({detail: {target, xhr}}) =>
    folds.set(xhr, [...target.querySelectorAll('details[data-fold]')].map(({id, open}) => ({id, open}))));
  document.addEventListener('htmx:afterSwap', ({detail: {xhr}}) => (folds.get(xhr) || []).forEach(({id, open}) => {
    const fold = document.getElementById(id);
    if (fold) {
      fold.open = open;
    }
  }));

  document.addEventListener('click', event => {
    if (event.target.closest('[data-dismiss=toast]')) {
      event.target.closest('.toast-message').remove();
    }
    // a menu closes when something else is clicked, or something in it that leaves the page as it is
    document.querySelectorAll('details.menu[open]').forEach(menu => {
      if (!menu.contains(event.target) || event.target.closest('a[download]')) {
        menu.open = false;
      }
    });
  });

  // ---- web parts: how they are arranged is kept by the server, for every device ----

  const sayOffline = () => showToast(document.getElementById('offline-text').content.textContent.trim(), 'danger');
  const arrange = async (page, part, move) => {
    const answer = await fetch('/arrangement/' + page, {
      method: 'POST',
      headers: {'X-CSRF-TOKEN': window.rapportToken(), 'X-Quiet': 'true'},
      body: new URLSearchParams({part, move})
    });
    if (!answer.ok) {
      throw new Error(`The arrangement was answered with ${answer.status}`);
    }
  };

  document.addEventListener('toggle', event => {
    const panel = event.target;
    if (!panel.dataset || !panel.dataset.page || !panel.dataset.webpart || panel.open === panel.hasAttribute('data-open')) {
      return;
    }
    panel.toggleAttribute('data-open', panel.open);
    arrange(panel.dataset.page, panel.dataset.webpart, panel.open ? 'expand' : 'collapse').catch(sayOffline);
  }, true);

  // ---- web parts are moved by dragging their header; the menu of each does the same for keyboards ----

  const movable = root => root.querySelectorAll('.page-column > .webpart:has(> .webpart-tools)');
  const allowDragging = () => movable(document).forEach(part => {
    part.querySelector('.webpart-header').draggable = true;
  });
  allowDragging();
  document.addEventListener('htmx:load', allowDragging);

  let dragged = null;
  let drop = null;
  const markDrop = next => {
    if (drop) {
      drop.beside.classList.remove('drop-before', 'drop-after');
    }
    drop = next;
    if (drop) {
      drop.beside.classList.add('drop-' + drop.move);
    }
  };

  /** Beside which panel of the column a drop at this height puts the dragged one; null where it stands already. */
  const dropAt = (column, y) => {
    const parts = [...movable(column)];
    const below = parts.find(part => y < part.getBoundingClientRect().top + part.offsetHeight / 2);
    const above = parts[(below ? parts.indexOf(below) : parts.length) - 1];
    if (!parts.length || below === dragged || above === dragged) {
      return null;
    }
    return below ? {beside: below, move: 'before'} : {beside: above, move: 'after'};
  };

  document.addEventListener('dragstart', event => {
    const header = event.target.closest && event.target.closest('.webpart-header[draggable=true]');
    if (header && event.target === header) {
      dragged = header.closest('.webpart');
      dragged.classList.add('dragged');
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', header.textContent.trim());
    }
  });
  document.addEventListener('dragover', event => {
    const column = dragged && event.target.closest && event.target.closest('.page-column');
    markDrop(column ? dropAt(column, event.clientY) : null);
    if (drop) {
      event.preventDefault();
    }
  });
  document.addEventListener('dragend', () => {
    if (dragged) {
      dragged.classList.remove('dragged');
      dragged = null;
      markDrop(null);
    }
  });
  document.addEventListener('drop', event => {
    if (!dragged || !drop) {
      return;
    }
    event.preventDefault();
    const part = dragged;
    const {beside, move} = drop;
    const page = part.querySelector('.webpart-panel').dataset.page;
    arrange(page, part.id, move + ':' + beside.id).then(() => {
      const grid = part.closest('.page-columns');
      beside[move](part);
      grid.querySelectorAll(':scope > .page-column:not(:has(> .webpart))').forEach(empty => empty.remove());
      grid.classList.toggle('page-columns-one', grid.children.length < 2);
      return readMenus();
    }).catch(sayOffline);
  });

  /** What the menus offer depends on where their panels stand; what was typed on the page stays. */
  const readMenus = async () => {
    const now = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    document.querySelectorAll('.webpart > .webpart-tools, #arrangement-form').forEach(old => {
      const fresh = old.id ? now.getElementById(old.id) : now.querySelector('#' + CSS.escape(old.parentElement.id) + ' > .webpart-tools');
      if (fresh) {
        old.replaceWith(fresh);
      }
    });
  };

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
  // a question that is asked from a row comes when it is asked
  document.addEventListener('htmx:load', event => {
    if (event.detail.elt.matches('dialog[data-modal]')) {
      event.detail.elt.showModal();
    }
  });
})();
