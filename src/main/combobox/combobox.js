// The combobox of the WAI-ARIA practices: an input whose list is walked with the arrow keys while the focus stays in the
// input. What is offered and what choosing means is up to the host: Rapport's pages get their options from the server, the
// forms in Tasklist draw theirs from the API. The build puts this file beside both, for one is a script and one a module.
(() => {
  'use strict';

  const options = list => [...list.querySelectorAll('[role=option]:not([aria-disabled=true])')];

  const fold = text => text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{Diacritic}/gu, '');
  const german = text => fold(text.toLowerCase().normalize('NFC').replace(/[äöü]/g, letter => ({ä: 'ae', ö: 'oe', ü: 'ue'})[letter]));

  /** The search passes over what stands behind its second word: what such a word speaks against must not be proposed. */
  const fits = (option, typed) => {
    const shown = option.textContent;
    return typed.split(/[\s\p{Z}\p{Cc}\p{Cs},;]+/u)
      .filter(word => /[\p{L}\p{N}]/u.test(word))
      .slice(2)
      .every(word => fold(shown).includes(fold(word)) || german(shown).includes(german(word)));
  };

  const activate = (input, list, option) => {
    list.querySelectorAll('[aria-selected=true]').forEach(other => other.setAttribute('aria-selected', 'false'));
    if (option) {
      option.setAttribute('aria-selected', 'true');
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({block: 'nearest'});
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };

  /** @param proposed whether Enter is to choose the first option */
  const open = (input, list, proposed) => {
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    const [first] = options(list);
    activate(input, list, proposed && first && fits(first, input.value) ? first : null);
  };

  const close = (input, list) => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    activate(input, list, null);
  };

  /**
   * What a key does in the input.
   *
   * @param host search(): offers something, where there is something to offer; choose(option); dismiss(): closes the list;
   *     choosesOnTab: whether leaving by Tab takes the option that is active
   */
  const press = (event, input, list, host) => {
    const all = options(list);
    const active = list.hidden ? -1 : all.findIndex(option => option.getAttribute('aria-selected') === 'true');
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) {
        host.search();
      } else if (all.length) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        activate(input, list, all[((active < 0 && step < 0 ? 0 : active) + step + all.length) % all.length]);
      }
    } else if (active >= 0 && plain && (event.key === 'Enter' || (event.key === 'Tab' && host.choosesOnTab))) {
      if (event.key === 'Enter') {
        event.preventDefault();
      }
      host.choose(all[active]);
    } else if (event.key === 'Escape' && !list.hidden) {
      // closes the list, not the dialog around the form
      event.preventDefault();
      event.stopPropagation();
      host.dismiss();
    }
  };

  globalThis.rapportCombobox = Object.freeze({open, close, press});
})();
