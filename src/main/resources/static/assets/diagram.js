// Draws models. What is on the page in words (steps, findings, changes) is drawn onto the diagram; nothing is known here only.
(() => {
  'use strict';

  const MARGIN = 28;
  const SMALLEST = 0.45;
  const HIGHEST = 560;

  const bubble = (kind, text, title) => {
    const element = document.createElement('span');
    element.className = `diagram-bubble diagram-bubble-${kind}`;
    element.textContent = text;
    element.title = title;
    return element;
  };

  /** In the middle of a connection, or at the upper right corner of anything else, beside others that are there. */
  const place = (element, before) => {
    if (!element.waypoints) {
      return {top: -11, right: 11 + 24 * before};
    }
    const points = element.waypoints;
    const middle = Math.floor((points.length - 1) / 2);
    const [from, to] = [points[middle], points[middle + 1]];
    const left = Math.min(...points.map(point => point.x));
    const top = Math.min(...points.map(point => point.y));
    return {left: (from.x + to.x) / 2 - left - 11 + 24 * before, top: (from.y + to.y) / 2 - top - 11};
  };

  /** Labels are as wide as the Modeler found them, in Arial. With another font at hand, words would be broken. */
  const labelSize = () => {
    const context = document.createElement('canvas').getContext('2d');
    context.font = '11px Arial, sans-serif';
    return Math.floor(11 / Math.max(1, context.measureText('Erinnerung').width / 53.8));
  };

  /** What the lists on the page say about elements; of a version before nothing but what has become of it. */
  const decorate = (viewer, sheet, before) => {
    const canvas = viewer.get('canvas');
    const overlays = viewer.get('overlays');
    const elements = viewer.get('elementRegistry');
    const findings = new Map();
    sheet.querySelectorAll('[data-element]').forEach(item => {
      const id = item.dataset.element;
      const element = elements.get(id);
      // an element without a shape, or the process as a whole
      if (!element || !element.parent) {
        return;
      }
      const {change, finding, severity, waiting, faults, walked, here} = item.dataset;
      const says = item.textContent.trim().replace(/\s+/g, ' ');
      if (change) {
        canvas.addMarker(id, `diagram-${change}`);
      }
      if (before) {
        return;
      }
      if (walked) {
        canvas.addMarker(id, 'diagram-walked');
      }
      if (here) {
        overlays.add(id, {position: {bottom: 11, right: 14}, html: bubble('waiting', says, says)});
      }
      if (finding) {
        const already = findings.get(id) || 0;
        findings.set(id, already + 1);
        canvas.addMarker(id, `diagram-${severity}`);
        overlays.add(id, {position: place(element, already), html: bubble(severity, finding, says)});
      }
      if (Number(waiting) > 0) {
        overlays.add(id, {position: {bottom: 11, right: 14}, html: bubble('waiting', waiting, says)});
      }
      if (Number(faults) > 0) {
        overlays.add(id, {position: {bottom: 11, left: -8}, html: bubble('error', faults, says)});
      }
    });
  };

  /** The whole model, unless it would be too small to recognise: then its beginning. */
  const fit = (viewer, frame) => {
    const canvas = viewer.get('canvas');
    canvas.resized();
    const {inner, outer} = canvas.viewbox();
    if (!outer.width || !outer.height) {
      return; // folded away
    }
    const width = inner.width + 2 * MARGIN;
    const scale = Math.max(SMALLEST, Math.min(1, outer.width / width, outer.height / (inner.height + 2 * MARGIN)));
    const shown = {width: outer.width / scale, height: outer.height / scale};
    canvas.viewbox({
      x: shown.width >= width ? inner.x - (shown.width - inner.width) / 2 : inner.x - MARGIN,
      y: inner.y - (shown.height - inner.height) / 2,
      width: shown.width,
      height: shown.height
    });
    frame.dataset.drawn = 'true';
  };

  const zoom = (viewer, factor, at) => {
    const canvas = viewer.get('canvas');
    canvas.zoom(Math.max(0.2, Math.min(4, canvas.zoom() * factor)), at);
  };

  const draw = async figure => {
    const frame = figure.querySelector('.diagram-canvas');
    const {default: Viewer} = await import(figure.dataset.viewer);
    const viewer = new Viewer({
      container: frame,
      bpmnRenderer: {
        defaultStrokeColor: '#51606f',
        defaultLabelColor: '#1c2733'
      },
      textRenderer: {externalStyle: {fontSize: labelSize()}},
      // the wheel scrolls the page
      zoomScroll: {enabled: false}
    });
    await viewer.importXML(figure.querySelector('template').content.textContent);
    const {inner, outer} = viewer.get('canvas').viewbox();
    const scale = Math.max(SMALLEST, Math.min(1, outer.width / (inner.width + 2 * MARGIN)));
    frame.style.height = `${Math.max(200, Math.min(HIGHEST, inner.height * scale + 3 * MARGIN))}px`;
    decorate(viewer, figure.closest('[data-sheet]'), 'before' in figure.dataset);
    fit(viewer, frame);

    const drawing = frame.querySelector('.djs-container > svg');
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-label', figure.dataset.label);

    figure.addEventListener('click', event => {
      const button = event.target.closest('[data-zoom]');
      switch (button && button.dataset.zoom) {
        case 'in': zoom(viewer, 1.25); break;
        case 'out': zoom(viewer, 0.8); break;
        case 'fit': fit(viewer, frame); break;
        case 'full': document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen(); break;
        default:
      }
    });
    drawing.addEventListener('keydown', event => {
      const direction = {ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down'}[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (direction) {
        viewer.get('keyboardMove').moveCanvas({direction, speed: 50});
      } else if (event.key === '+' || event.key === '-') {
        zoom(viewer, event.key === '+' ? 1.25 : 0.8);
      } else if (event.key === '0') {
        fit(viewer, frame);
      } else {
        return;
      }
      event.preventDefault();
    });
    figure.addEventListener('fullscreenchange', () => fit(viewer, frame));
    frame.addEventListener('wheel', event => {
      if (event.ctrlKey) {
        event.preventDefault();
        const {left, top} = frame.getBoundingClientRect();
        zoom(viewer, event.deltaY < 0 ? 1.1 : 0.9, {x: event.clientX - left, y: event.clientY - top});
      }
    }, {passive: false});
    let width = frame.clientWidth;
    new ResizeObserver(() => {
      if (frame.clientWidth !== width) {
        width = frame.clientWidth;
        fit(viewer, frame);
      }
    }).observe(frame);
  };

  document.querySelectorAll('[data-diagram]').forEach(figure => draw(figure).catch(() => {
    // a file without a drawing, or one that is no model: what it says stands below in words
    figure.classList.add('diagram-none');
  }));
})();
