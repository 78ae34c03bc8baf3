// The calendar by pointer and keys: what is planned is dragged to another time or day, and drawn longer or shorter at its lower edge;
// Alt and the arrow keys do the same. It is the API that changes it, with its rules and its refusals, and a message offers to take it
// back. Without this file a contact is moved on its page.
(() => {
  'use strict';

  const STEP = 15;
  const HOUR = 60;
  const DAY = 24 * HOUR;
  const NEAR = 4;
  const LONGEST = DAY - 1;

  const texts = () => document.getElementById('calendar-texts').content;
  const text = name => texts().querySelector(`[data-text="${name}"]`).textContent;
  const say = (message, kind) => document.dispatchEvent(new CustomEvent('toast', {detail: {text: message, kind}}));
  const pad = number => String(number).padStart(2, '0');
  const clock = minutes => `${pad(Math.floor(minutes / HOUR))}:${pad(minutes % HOUR)}`;

  const movable = element => element && element.closest && element.closest('#calendar-list [data-id][data-open=true]');
  const dayOf = entry => entry.closest('[data-day]').dataset.day;
  const fromOf = entry => Number(entry.dataset.from);

  /** What was dragged stands again where it stood. */
  const putBack = () => document.querySelectorAll('#calendar-list [style]').forEach(entry => entry.removeAttribute('style'));

  /** Reads the calendar anew where it stands; whoever had the focus on an entry has it again. */
  const refresh = async focused => {
    const list = document.getElementById('calendar-list');
    try {
      await window.htmx.ajax('GET', list.dataset.refresh, {target: '#calendar-list', swap: 'outerHTML'});
    } catch (error) {
      putBack(); // it cannot be reached, and htmx has said so
    }
    const again = focused && document.querySelector(`#calendar-list [data-id="${focused}"]`);
    if (again) {
      again.focus();
    }
  };

  /** The contact as it is now; null when it was refused, which is said, or when nobody answered. */
  const patch = async (id, body) => {
    let answer;
    try {
      answer = await fetch('/api/contacts/' + id, {
        method: 'PATCH',
        redirect: 'manual',
        headers: {'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-TOKEN': window.rapportToken()},
        body: JSON.stringify(body)
      });
    } catch (error) {
      return null; // reading the calendar anew fails too, and that is said
    }
    if (!(answer.headers.get('Content-Type') || '').includes('json')) {
      return null; // nobody is logged in any more: the calendar that is read anew asks for it
    }
    const said = await answer.json();
    if (answer.ok) {
      return said;
    }
    say((said.errors || []).map(({message}) => message).filter(Boolean).join(' ') || said.detail || said.title, 'danger');
    return null;
  };

  const undoMessage = (message, back) => {
    // what was done before is part of what is taken back with the last one
    document.querySelectorAll('#toasts [data-calendar-undo]').forEach(button => button.closest('.toast-message').remove());
    const toast = texts().querySelector('.toast-message').cloneNode(true);
    toast.querySelector('p').textContent = message;
    toast.querySelector('[data-calendar-undo]').addEventListener('click', () => {
      if (!busy) {
        toast.remove();
        back();
      }
    });
    document.getElementById('toasts').append(toast);
    setTimeout(() => toast.remove(), 12_000);
  };

  let busy = false;

  /** One thing after the other: until the calendar shows what was done, nothing else is. */
  const write = async (id, body) => {
    busy = true;
    const list = document.getElementById('calendar-list');
    list.setAttribute('aria-busy', 'true');
    const focused = document.activeElement?.dataset.id === id ? id : null;
    const now = await patch(id, body);
    await refresh(focused);
    list.removeAttribute('aria-busy');
    busy = false;
    return now;
  };

  /**
   * Changes a contact and offers to take it back.
   * changed and before: what the API takes; message: what was done
   */
  const change = async (entry, changed, before, message) => {
    const {id, version} = entry.dataset;
    const now = busy ? null : await write(id, {version: Number(version), ...changed});
    if (now) {
      undoMessage(message, () => write(id, {version: now.version, ...before}));
    }
  };

  const subject = entry => entry.querySelector('.cal-subject').textContent;
  const start = (day, minutes) => `${day}T${clock(minutes)}`;
  const shown = day => document.querySelector(`[data-day="${day}"]`)?.getAttribute('aria-label') || day;

  const move = (entry, day, minutes) => {
    const was = start(dayOf(entry), fromOf(entry));
    if (start(day, minutes) !== was) {
      change(entry, {start: start(day, minutes)}, {start: was},
        text('moved').replace('{0}', subject(entry)).replace('{1}', shown(day)).replace('{2}', clock(minutes)));
    }
  };

  const stretch = (entry, minutes) => {
    const length = Math.min(LONGEST, Math.max(STEP, minutes));
    if (length !== Number(entry.dataset.minutes)) {
      change(entry, {expectedDuration: clock(length)}, {expectedDuration: entry.dataset.expected ? clock(Number(entry.dataset.expected)) : null},
        text('stretched').replace('{0}', subject(entry)).replace('{1}', clock(length)));
    }
  };

  // ---- keys ----

  const otherDay = (day, by) => {
    const [year, month, date] = day.split('-').map(Number);
    return new Date(Date.UTC(year, month - 1, date + by)).toISOString().slice(0, 10);
  };

  document.addEventListener('keydown', event => {
    const entry = event.altKey && !event.ctrlKey && !event.metaKey && movable(event.target);
    const ahead = event.key === 'ArrowDown' || event.key === 'ArrowRight';
    if (!entry || !['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(event.key)) {
      return;
    }
    event.preventDefault();
    const by = ahead ? 1 : -1;
    const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    if (sideways) {
      move(entry, otherDay(dayOf(entry), by), fromOf(entry));
    } else if (event.shiftKey) {
      stretch(entry, Number(entry.dataset.minutes) + by * STEP);
    } else if (entry.matches('.cal-entry')) {
      move(entry, dayOf(entry), Math.min(DAY - STEP, Math.max(0, fromOf(entry) + by * STEP)));
    } else {
      move(entry, otherDay(dayOf(entry), by * 7), fromOf(entry));
    }
  });

  // ---- the pointer ----

  let drag = null;

  const columnAt = x => [...document.querySelectorAll('.cal-week > .cal-column')].find(column => {
    const box = column.getBoundingClientRect();
    return x >= box.left && x < box.right;
  });
  const cellAt = (x, y) => document.elementsFromPoint(x, y).map(element => element.closest('.cal-cell')).find(Boolean);
  const target = place => {
    document.querySelectorAll('.is-target').forEach(element => element.classList.remove('is-target'));
    if (place) {
      place.classList.add('is-target');
    }
  };
  const hourHeight = () => {
    const week = document.querySelector('.cal-week');
    return week.querySelector('.cal-day').getBoundingClientRect().height / (Number(week.dataset.closes) - Number(week.dataset.opens));
  };
  const snapped = pixels => Math.round(pixels / hourHeight() * HOUR / STEP) * STEP;

  document.addEventListener('pointerdown', event => {
    const entry = event.button === 0 && event.pointerType !== 'touch' && movable(event.target);
    if (entry && !busy && getComputedStyle(entry).position !== 'static' | entry.matches('.cal-line')) {
      drag = {entry, x: event.clientX, y: event.clientY, stretches: Boolean(event.target.closest('.cal-grip')), begun: false};
    }
  });

  // the browser would drag the link
  document.addEventListener('dragstart', event => {
    if (drag || movable(event.target)) {
      event.preventDefault();
    }
  });

  document.addEventListener('pointermove', event => {
    if (!drag) {
      return;
    }
    const {entry, x, y} = drag;
    if (!drag.begun && Math.hypot(event.clientX - x, event.clientY - y) < NEAR) {
      return;
    }
    if (!drag.begun) {
      drag.begun = true;
      entry.classList.add('is-dragged');
      entry.setPointerCapture(event.pointerId);
    }
    if (entry.matches('.cal-line')) {
      drag.place = cellAt(event.clientX, event.clientY);
      target(drag.place);
      return;
    }
    drag.by = snapped(event.clientY - y);
    if (drag.stretches) {
      entry.style.height = `${Math.max(STEP, Number(entry.dataset.minutes) + drag.by) * hourHeight() / HOUR - 2}px`;
      return;
    }
    drag.place = columnAt(event.clientX) || entry.closest('.cal-column');
    target(drag.place);
    const aside = drag.place.getBoundingClientRect().left - entry.closest('.cal-column').getBoundingClientRect().left;
    entry.style.translate = `${aside}px ${drag.by * hourHeight() / HOUR}px`;
    entry.querySelector('.cal-about').firstElementChild.textContent = clock(Math.max(0, Math.min(DAY - STEP, fromOf(entry) + drag.by)));
  });

  const end = dropped => {
    if (!drag) {
      return;
    }
    const {entry, begun, place, by, stretches} = drag;
    drag = null;
    target(null);
    if (!begun) {
      return;
    }
    entry.classList.remove('is-dragged');
    // the click that ends it opens nothing
    const swallow = event => event.preventDefault();
    entry.addEventListener('click', swallow, {once: true, capture: true});
    setTimeout(() => entry.removeEventListener('click', swallow, {capture: true}), 0);
    const still = () => refresh(null);
    if (!dropped) {
      still();
    } else if (entry.matches('.cal-line')) {
      if (place) {
        move(entry, place.dataset.day, fromOf(entry));
      }
    } else if (stretches) {
      stretch(entry, Number(entry.dataset.minutes) + by);
    } else if (place.dataset.day === dayOf(entry) && !by) {
      still();
    } else {
      move(entry, place.dataset.day, Math.max(0, Math.min(DAY - STEP, fromOf(entry) + by)));
    }
  };
  document.addEventListener('pointerup', () => end(true));
  document.addEventListener('pointercancel', () => end(false));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && drag && drag.begun) {
      event.preventDefault();
      end(false);
    }
  });
})();
