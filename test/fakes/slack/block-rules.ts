import * as v from 'valibot';

/** A Block Kit block as JSON. */
export const blockSchema = v.record(v.string(), v.unknown());
export type Block = v.InferOutput<typeof blockSchema>;

const text = (max: number) =>
  v.object({ type: v.string(), text: v.pipe(v.string(), v.minLength(1), v.maxLength(max)) });

const option = v.object({ text: text(75), value: v.pipe(v.string(), v.maxLength(150)) });

const element = v.variant('type', [
  v.object({
    type: v.literal('button'),
    action_id: v.pipe(v.string(), v.maxLength(255)),
    text: text(75),
    value: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  }),
  v.object({
    type: v.literal('static_select'),
    action_id: v.string(),
    placeholder: text(150),
    options: v.pipe(v.array(option), v.minLength(1), v.maxLength(100)),
    initial_option: v.optional(option),
  }),
]);

export type ActionElement = v.InferOutput<typeof element>;

const actions = v.object({
  type: v.literal('actions'),
  elements: v.pipe(
    v.array(element),
    v.minLength(1),
    v.maxLength(25),
    v.check((all) => new Set(all.map(({ action_id }) => action_id)).size === all.length, 'action ids repeat'),
  ),
});

/** Slack's documented limits of the blocks that this project sends. */
const rules: ReadonlyMap<string, v.GenericSchema> = new Map<string, v.GenericSchema>([
  ['header', v.object({ text: text(150) })],
  ['section', v.object({ text: v.optional(text(3000)), accessory: v.optional(element) })],
  ['actions', actions],
  ['context', v.object({ elements: v.pipe(v.array(v.unknown()), v.maxLength(10)) })],
  [
    'input',
    v.object({
      block_id: v.string(),
      label: text(2000),
      element: v.object({ type: v.literal('plain_text_input'), action_id: v.string(), placeholder: text(150) }),
    }),
  ],
]);

/** Whether Slack takes these blocks on this surface. */
export function blocksAllowed(blocks: readonly Block[], surface: 'message' | 'view'): boolean {
  if (blocks.length > (surface === 'message' ? 50 : 100)) return false;
  if (blocks.filter(({ type }) => type === 'table').length > (surface === 'message' ? 1 : 0)) return false;
  return blocks.every((block) => {
    const { type } = block;
    const rule = rules.get(String(type));
    return rule === undefined || v.is(rule, block);
  });
}

const accessory = v.object({ accessory: element });

/** Everything in the blocks that a person can press or choose, in order. */
export function elementsOf(blocks: readonly Block[]): readonly ActionElement[] {
  return blocks.flatMap((block) => {
    if (v.is(actions, block)) return v.parse(actions, block).elements;
    return v.is(accessory, block) ? [v.parse(accessory, block).accessory] : [];
  });
}
