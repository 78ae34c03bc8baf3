package dev.rapport.model.cookbook;

import dev.rapport.model.cookbook.Cookbook.Step;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done in the Modeler. The sentence on the page and what the test does in the Modeler are both made of it,
 * so that they cannot differ. Elements and arrows are named by their ids; an arrow that the Modeler draws by itself is called
 * {@code flow_<from>_<to>} after what it connects, without what stands before their first underscore.
 */
public sealed interface Move {

    /** What a person does, before it is done. */
    Step told(Words words);

    /** Does it. */
    void make(Drawing drawing);

    /** Deletes a step; the Modeler connects its neighbours. */
    record Remove(String element) implements Move {

        @Override
        public Step told(Words words) {
            return words.step("cookbook.move.remove", words.name(element));
        }

        @Override
        public void make(Drawing drawing) {
            drawing.remove(element);
        }
    }

    /**
     * Puts an element onto an arrow, which is divided by it.
     *
     * @param room to make for it, in pixels
     */
    record Insert(String arrow, NewElement element, int room) implements Move {

        @Override
        public Step told(Words words) {
            return words.put(element, "cookbook.move.insert", words.kind(element), words.arrow(arrow));
        }

        @Override
        public void make(Drawing drawing) {
            drawing.divide(arrow, element);
        }
    }

    /**
     * Appends an element behind another one.
     *
     * @param right of the other one's middle to its own, in pixels
     * @param down alike
     * @param arrow id of the arrow between both; null where no later move needs it
     */
    record Append(
            String after,
            NewElement element,
            int right,
            int down,
            @Nullable String arrow) implements Move {

        @Override
        public Step told(Words words) {
            return words.put(element, "cookbook.move.append", words.name(after), words.kind(element));
        }

        @Override
        public void make(Drawing drawing) {
            drawing.add(element);
            drawing.connect(after, element.id(), arrow);
        }
    }

    /** Puts a timer at the edge of a task. */
    record Attach(String task, NewElement element, boolean interrupting) implements Move {

        @Override
        public Step told(Words words) {
            return words.put(
                    element,
                    interrupting ? "cookbook.move.attach.interrupting" : "cookbook.move.attach",
                    words.name(task));
        }

        @Override
        public void make(Drawing drawing) {
            drawing.add(element);
        }
    }

    /** Puts the event into a box with which it begins. */
    record Begin(String box, NewElement element) implements Move {

        @Override
        public Step told(Words words) {
            return words.put(element, "cookbook.move.begin", words.kind(element), words.name(box));
        }

        @Override
        public void make(Drawing drawing) {
            drawing.add(element);
        }
    }

    /**
     * Draws an arrow.
     *
     * @param around height of the line that it takes around what is in between, in pixels of the drawing; 0 for straight
     */
    record Connect(String from, String to, String arrow, int around) implements Move {

        @Override
        public Step told(Words words) {
            return words.step("cookbook.move.connect", words.called(from), words.called(to));
        }

        @Override
        public void make(Drawing drawing) {
            drawing.connect(from, to, arrow);
        }
    }

    /** Names an arrow and says when it is taken. */
    record Condition(String arrow, String name, String expression) implements Move {

        @Override
        public Step told(Words words) {
            return words.step("cookbook.move.condition", words.ends(arrow), name, expression);
        }

        @Override
        public void make(Drawing drawing) {
            drawing.rename(arrow, name);
        }
    }

    /** Names an arrow that is taken when no other one is. */
    record Otherwise(String gateway, String arrow, String name) implements Move {

        @Override
        public Step told(Words words) {
            return words.step("cookbook.move.otherwise", words.ends(arrow), name);
        }

        @Override
        public void make(Drawing drawing) {
            drawing.rename(arrow, name);
        }
    }

    /** Gives a task to a group of people. */
    record Give(String task, String group) implements Move {

        @Override
        public Step told(Words words) {
            return words.step("cookbook.move.give", words.name(task), group);
        }

        @Override
        public void make(Drawing drawing) {
            // who does it is not to be seen in a drawing
        }
    }

    /** Has a task show a form, in its latest version. */
    record Show(String task, String form) implements Move {

        @Override
        public Step told(Words words) {
            return words.step("cookbook.move.show", words.name(task), form);
        }

        @Override
        public void make(Drawing drawing) {
            // what it shows is not to be seen in a drawing
        }
    }

    /** Gives a decision table what it asks for. */
    record Input(String element, String name, String expression) implements Move {

        @Override
        public Step told(Words words) {
            return words.step("cookbook.move.input", words.name(element), name, expression);
        }

        @Override
        public void make(Drawing drawing) {
            // what it is told is not to be seen in a drawing
        }
    }

    /** Fills in fields of a step that is there already. */
    record Fill(String element, String template, Map<String, String> said) implements Move {

        @Override
        public Step told(Words words) {
            return words.fill(template, said, "cookbook.move.fill", words.name(element));
        }

        @Override
        public void make(Drawing drawing) {
            // what it is told is not to be seen in a drawing
        }
    }
}
