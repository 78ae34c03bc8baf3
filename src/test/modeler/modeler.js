// Draws as a person draws in the Camunda Modeler, with the Modeler's own libraries: camunda-bpmn-js, whose bundle stands
// before this file on the page. Here is what one does with the mouse: put steps onto arrows, append, attach, connect,
// remove. What one types into the fields of a template, the test types into the properties panel.
'use strict';

const PREFIX = 'dev.rapport.';

/** Opens a model with the templates that the palette offers. */
async function openModel(xml, templates) {
  window.modeler = new BpmnModeler({ container: '#canvas', debounceInput: false, propertiesPanel: { parent: '#properties' } });
  modeler.get('elementTemplatesLoader').setTemplates(templates);
  const { warnings } = await modeler.importXML(xml);
  if (warnings.length) {
    throw new Error(warnings.map(warning => warning.message).join('\n'));
  }
}

/** Makes one move of a recipe; answers the ids of what is new. */
function draw(kind, move) {
  const before = new Set(modeler.get('elementRegistry').getAll().map(each => each.id));
  moves[kind](move);
  nameArrows();
  return modeler.get('elementRegistry').getAll()
    .filter(each => !before.has(each.id) && !each.labelTarget)
    .map(each => each.id);
}

const moves = {
  Remove: move => modeler.get('modeling').removeElements([element(move.element)]),

  Insert: move => {
    const arrow = element(move.arrow);
    makeSpace(arrow.target, move.room);
    const [from, to] = longest(arrow.waypoints);
    place(move.element, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, arrow);
    if (arrow.label) {
      const [start, end] = longest(arrow.waypoints);
      modeler.get('modeling').moveShape(arrow.label, { x: (start.x + end.x) / 2 - middle(arrow.label).x, y: 0 });
    }
  },

  Append: move => {
    const from = element(move.after);
    const shape = place(move.element, beside(middle(from), move.right, move.down), from.parent);
    connect(from, shape, move.arrow);
  },

  Attach: move => {
    const task = element(move.task);
    const edge = { x: task.x + task.width - 20, y: task.y + task.height };
    place(move.element, edge, task, { attach: true }, { eventDefinitionType: 'bpmn:TimerEventDefinition', cancelActivity: move.interrupting });
  },

  Begin: move => {
    const box = element(move.box);
    place(move.element, { x: box.x + 50, y: middle(box).y }, box);
  },

  Connect: move => {
    const [from, to] = [element(move.from), element(move.to)];
    const arrow = connect(from, to, move.arrow);
    if (move.around) {
      const below = move.around > middle(from).y;
      const [start, end] = [edge(from, below), edge(to, below)];
      modeler.get('modeling').updateWaypoints(arrow, [
        start, { x: start.x, y: move.around }, { x: end.x, y: move.around }, end
      ]);
    }
  },

  Condition: move => {
    const condition = modeler.get('moddle').create('bpmn:FormalExpression', { body: move.expression });
    modeler.get('modeling').updateProperties(element(move.arrow), { name: move.name, conditionExpression: condition });
  },

  Otherwise: move => {
    const arrow = element(move.arrow);
    modeler.get('modeling').updateProperties(arrow, { name: move.name });
    modeler.get('modeling').updateProperties(element(move.gateway), { default: arrow.businessObject });
  },

  Give: move => modeler.get('modeling').updateProperties(element(move.task), { 'camunda:candidateGroups': move.group }),

  Show: move => modeler.get('modeling').updateProperties(element(move.task), {
    'camunda:formRef': move.form, 'camunda:formRefBinding': 'latest'
  }),

  Input: move => {
    const moddle = modeler.get('moddle');
    const asking = element(move.element);
    const input = moddle.create('camunda:InputParameter', { name: move.name, value: move.expression });
    const both = moddle.create('camunda:InputOutput', { inputParameters: [input] });
    modeler.get('modeling').updateProperties(asking, {
      extensionElements: moddle.create('bpmn:ExtensionElements', { values: [both] })
    });
  },

  Fill: move => applied(element(move.element), move.template)
};

/** Creates an element of BPMN or a step from a template. */
function place(wanted, position, target, hints, more) {
  const type = wanted.shape.toLowerCase().replace(/(^|_)(.)/g, (_, gap, letter) => letter.toUpperCase());
  const box = type === 'SubProcess' ? { isExpanded: true, width: 480, height: 130 } : {};
  const shape = modeler.get('elementFactory').createShape({ type: 'bpmn:' + type, ...box, ...more });
  const created = modeler.get('modeling').createShape(shape, position, target, hints);
  modeler.get('modeling').updateProperties(created, { id: wanted.id });
  if (wanted.template) {
    return applied(created, wanted.template);
  }
  if (wanted.said.name) {
    modeler.get('modeling').updateProperties(created, { name: wanted.said.name });
  }
  return created;
}

function applied(shape, template) {
  const [latest] = modeler.get('elementTemplates').getLatest(PREFIX + template);
  if (!latest) {
    throw new Error('There is no template ' + template);
  }
  return modeler.get('elementTemplates').applyTemplate(shape, latest);
}

function connect(from, to, id) {
  const arrow = modeler.get('modeling').connect(from, to, { type: 'bpmn:SequenceFlow' });
  if (id) {
    modeler.get('modeling').updateProperties(arrow, { id });
  }
  return arrow;
}

/** The arrows that the Modeler drew by itself are called the same each time. */
function nameArrows() {
  for (const arrow of modeler.get('elementRegistry').filter(each => /^Flow_/.test(each.id) && !each.labelTarget)) {
    modeler.get('modeling').updateProperties(arrow, { id: 'flow_' + short(arrow.source) + '_' + short(arrow.target) });
  }
}

function short({ id }) {
  return id.replace(/^[a-zA-Z]+_/, '');
}

/** Everything from an element on moves to the right, as with the Modeler's space tool. */
function makeSpace(from, width) {
  const tool = modeler.get('spaceTool');
  const start = from.x - 1;
  const all = modeler.get('canvas').getRootElement().children;
  const { movingShapes, resizingShapes } = tool.calculateAdjustments(all, 'x', width, start);
  tool.makeSpace(movingShapes, resizingShapes, { x: width, y: 0 }, 'e', start);
}

function longest(waypoints) {
  const pairs = waypoints.slice(1).map((to, i) => [waypoints[i], to]);
  return pairs.reduce((best, pair) => (length(pair) > length(best) ? pair : best));
}

function length([from, to]) {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

function middle(shape) {
  return { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
}

function beside({ x, y }, right, down) {
  return { x: x + right, y: y + down };
}

function edge(shape, below) {
  return { x: middle(shape).x, y: below ? shape.y + shape.height : shape.y };
}

function element(id) {
  const found = modeler.get('elementRegistry').get(id);
  if (!found) {
    throw new Error('There is no element ' + id);
  }
  return found;
}

/** Chooses an element; done when the properties panel shows it, which does not listen while it draws itself anew. */
async function select(id) {
  const shown = () => document.getElementById('bio-properties-panel-id')?.value === id;
  while (!shown()) {
    modeler.get('selection').select(null);
    modeler.get('selection').select(element(id));
    await new Promise(done => setTimeout(done, 50));
  }
}

/** Where an arrow is on the screen, after it was scrolled there. */
function middleOnScreen(id) {
  const canvas = modeler.get('canvas');
  canvas.scrollToElement(element(id), { top: 300, left: 300, right: 300, bottom: 300 });
  const [from, to] = longest(element(id).waypoints);
  const view = canvas.viewbox();
  const corner = document.getElementById('canvas').getBoundingClientRect();
  return [
    corner.x + ((from.x + to.x) / 2 - view.x) * view.scale,
    corner.y + ((from.y + to.y) / 2 - view.y) * view.scale
  ];
}

/** Where a field of a template stands in the properties panel. */
function fieldOf(id, name) {
  const template = modeler.get('elementTemplates').get(element(id));
  const index = template.properties.findIndex(property => property.binding.name === name);
  if (index < 0) {
    throw new Error(template.id + ' has no field ' + name);
  }
  return '[id="bio-properties-panel-custom-entry-' + template.id + '-' + index + '"]';
}

/** What the Modeler made up names for is called the same each time, too. */
async function saved() {
  for (const { businessObject: drawn, di } of modeler.get('elementRegistry').getAll()) {
    if (/^(Activity|Event|Flow|Gateway)_\w+_di$/.test(di.id)) {
      di.id = drawn.id + '_di';
    }
    (drawn.eventDefinitions || []).forEach(definition => {
      definition.id = drawn.id + '_definition';
    });
  }
  return (await modeler.saveXML({ format: true })).xml;
}

/** The neighbourhood of some elements as a picture, these in a colour of their own. */
async function picture(ids, colours) {
  const shown = ids.map(element);
  modeler.get('modeling').setColor(shown, colours);
  const whole = new DOMParser().parseFromString((await modeler.saveSVG()).svg, 'image/svg+xml').documentElement;
  const at = crop(shown);
  for (const [name, value] of Object.entries({ width: at.width, height: at.height, viewBox: [at.x, at.y, at.width, at.height].join(' ') })) {
    whole.setAttribute(name, value);
  }
  const inside = modeler.get('elementRegistry')
    .filter(each => overlap(box(each), at) && !/Annotation|Association/.test(each.type))
    .map(each => each.id);
  for (const drawn of [...whole.querySelectorAll('g.djs-element')]) {
    if (!inside.includes(drawn.getAttribute('data-element-id')) && !drawn.querySelector('g.djs-element')) {
      drawn.remove();
    }
  }
  whole.querySelectorAll('pattern, .djs-outline, .djs-hit').forEach(each => each.remove());
  whole.querySelectorAll('g.djs-group:empty').forEach(each => each.remove());
  whole.removeAttribute('xmlns:xlink');
  return new XMLSerializer().serializeToString(whole);
}

function crop(shapes) {
  const boxes = shapes.map(box);
  const left = Math.min(...boxes.map(each => each.x)) - 190;
  const right = Math.max(...boxes.map(each => each.x + each.width)) + 190;
  const top = Math.min(145, ...boxes.map(each => each.y)) - 20;
  const bottom = Math.max(380, ...boxes.map(each => each.y + each.height)) + 20;
  return { x: Math.round(left), y: Math.round(top), width: Math.round(right - left), height: Math.round(bottom - top) };
}

function box(shape) {
  if (!shape.waypoints) {
    return { x: shape.x, y: shape.y, width: shape.width, height: shape.height };
  }
  const [xs, ys] = ['x', 'y'].map(axis => shape.waypoints.map(point => point[axis]));
  return { x: Math.min(...xs), y: Math.min(...ys), width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
}

function overlap(a, b) {
  return a.x !== undefined && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
