package dev.rapport.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import java.time.Duration;

/**
 * How long a person would take for what a test does: its clicks and keys are counted, and take what the keystroke-level model
 * (Card, Moran and Newell, 1980) says they take, with a moment of thinking before each click and each field. What is to be read
 * is read at two hundred words a minute.
 */
final class Effort {

    private static final long CLICK = 1_300;
    private static final long KEY = 280;
    private static final long THINKING = 1_350;
    private static final long WORD = 300;

    private int clicks;
    private int keys;
    private int fields;
    private int words;

    void click(Locator what) {
        what.click();
        clicks++;
    }

    /** Clicks that are made outside of the browser, as in the dialog for files. */
    void clicks(int number) {
        clicks += number;
    }

    void clickAt(Page page, double x, double y) {
        // a person's mouse moves on its way
        page.mouse().move(x - 200, y + 150);
        page.mouse().move(x, y, new Mouse.MoveOptions().setSteps(15));
        page.mouse().click(x, y);
        clicks++;
    }

    /** Presses at a point, and lets go further to the right. */
    void drag(Page page, double x, double y, double right) {
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x + right, y, new Mouse.MoveOptions().setSteps(15));
        page.mouse().up();
        clicks++;
    }

    void fill(Locator field, String text) {
        field.fill(text);
        fields++;
        keys += text.length();
    }

    void type(Page page, String text) {
        page.keyboard().type(text);
        fields++;
        keys += text.length();
    }

    void press(Page page, String key) {
        page.keyboard().press(key);
        keys++;
    }

    void read(Locator text) {
        words += text.innerText().strip().split("\\s+", -1).length;
    }

    Duration time() {
        return Duration.ofMillis(clicks * (CLICK + THINKING) + fields * (CLICK + THINKING) + keys * KEY + words * WORD);
    }

    @Override
    public String toString() {
        return "%d clicks, %d fields, %d keys, %d words read: %d s"
                .formatted(clicks, fields, keys, words, time().toSeconds());
    }
}
