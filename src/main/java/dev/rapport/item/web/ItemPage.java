package dev.rapport.item.web;

import dev.rapport.item.ChangeItem;
import dev.rapport.item.CompleteItem;
import dev.rapport.item.ItemChange;
import dev.rapport.item.ItemOutcome;
import dev.rapport.item.ItemView;
import dev.rapport.item.RanStep;
import dev.rapport.item.ReadCourse;
import dev.rapport.item.ShowItem;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.VoidItem;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import dev.rapport.web.Edited;
import dev.rapport.web.FormTexts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * An item's page: status bar and web parts. All of it is one form, so that "Durchgeführt" takes along whatever has been
 * typed in any of the parts, and a refusal gives it all back.
 *
 * @param <V> what is shown of the item
 * @param <E> the page as it was typed
 * @param <C> a change of the item
 * @param <O> how it ended
 */
public abstract class ItemPage<
        V extends ItemView, E extends ItemEdit<E, C, O>, C extends ItemChange, O extends ItemOutcome> {

    private final String kind;
    private final String path;
    private final ItemParts parts;
    private final ShowItem<?, V> showItem;
    private final ChangeItem<?, C> changeItem;
    private final CompleteItem<?, C, O> completeItem;
    private final VoidItem<?> voidItem;
    private final ItemPageTools tools;
    private final Sentences sentences;

    /**
     * The page of one kind of item.
     *
     * @param kind the word for it in the audit trail, and the folder with its templates
     * @param path what the id is added to
     */
    protected ItemPage(
            String kind,
            String path,
            ItemParts parts,
            ShowItem<?, V> showItem,
            ChangeItem<?, C> changeItem,
            CompleteItem<?, C, O> completeItem,
            VoidItem<?> voidItem,
            ItemPageTools tools) {
        this.kind = kind;
        this.path = path;
        this.parts = parts;
        this.showItem = showItem;
        this.changeItem = changeItem;
        this.completeItem = completeItem;
        this.voidItem = voidItem;
        this.tools = tools;
        this.sentences = tools.sentences();
    }

    /** The page as it was sent. */
    protected abstract E sent(Map<String, String> fields);

    /** The item as it is stored. */
    protected abstract E stored(Shown<V> shown);

    /** What this kind of item has to show besides. */
    protected abstract void fill(ModelAndView view, Shown<V> shown, E form);

    /** The message to something that was done, by its name in the address; null for none. */
    protected @Nullable String sayingOf(String done) {
        return switch (done) {
            case "saved" -> "item.saved";
            case "voided" -> "item.voided.done";
            default -> null;
        };
    }

    /** What stays typed although the rest was saved. */
    protected void saved(ModelAndView view, E edit) {}

    /** Whose campaigns are offered first; null for nobody's. */
    protected @Nullable Long addressOf(V item) {
        return null;
    }

    /** The refusal with more than that something typed is none of what its field takes. */
    protected abstract BusinessRuleViolation explained(BusinessRuleViolation refusal, E edit);

    /** What stands in the fields after a refusal. */
    protected E again(BusinessRuleViolation refusal, E edit) {
        return edit;
    }

    /** What a new item is to take over of one that is voided and will not be known of it then, as further parameters. */
    protected String besideAgain(V item) {
        return "";
    }

    /** The value of a field as people read it. */
    protected @Nullable String readable(String field, @Nullable String value, Locale locale) {
        return value;
    }

    @GetMapping
    public ModelAndView show(
            @PathVariable String id, HtmxRequest htmx, @RequestParam(defaultValue = "") String done, Locale locale) {
        Page page = page(htmx, Ids.require("id", id), locale);
        if ("closed".equals(done)) {
            page.ran(ReadCourse.lastRun(page.course).rules());
        } else {
            page.says(sayingOf(done));
        }
        return page.view();
    }

    /** One web part by itself. */
    @GetMapping("/{part:information|infotext|campaign|course}")
    public ModelAndView part(@PathVariable String id, @PathVariable String part, HtmxRequest htmx, Locale locale) {
        ModelAndView view = page(htmx, Ids.require("id", id), locale).view();
        view.addObject("part", part);
        if (htmx.isHtmxRequest()) {
            view.setViewName(kind + "/page :: " + part);
            return view;
        }
        view.setViewName("item/part");
        // by itself there is nothing to arrange
        view.getModelMap().remove("arrangement");
        return view;
    }

    /**
     * Saves or, with an outcome, closes.
     *
     * @param take a field in which the other person's value was chosen
     */
    @PostMapping
    public ModelAndView submit(
            @PathVariable String id,
            HtmxRequest htmx,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String take,
            ItemLookups.Chosen chosen,
            @RequestParam Map<String, String> fields,
            Locale locale) {
        Long itemId = Ids.require("id", id);
        E edit = tools.lookups().resolved(sent(fields), chosen);
        if (take != null || chosen.something()) {
            Page page = page(htmx, itemId, locale);
            return page.typed(take == null ? edit : edit.onto(page.current, take))
                    .view();
        }
        if (tools.lookups().isOpen(edit)) {
            return page(htmx, itemId, locale).typed(edit).refusedOpen().view();
        }
        try {
            if (outcome != null) {
                List<RanStep> ran = completeItem.finish(itemId, edit.changeBeforeClosing(), edit.outcome(outcome));
                return htmx.isHtmxRequest()
                        ? page(htmx, itemId, locale).ran(ran).view()
                        : seeOther(itemId, "closed");
            }
            changeItem.change(itemId, edit.change());
            if (!htmx.isHtmxRequest()) {
                return seeOther(itemId, "saved");
            }
            Page page = page(htmx, itemId, locale).says(sayingOf("saved"));
            saved(page.view, edit);
            return page.view();
        } catch (BusinessRuleViolation refusal) {
            return page(htmx, itemId, locale).refused(refusal, edit).view();
        }
    }

    /**
     * Takes back what was entered by mistake (rule 23).
     *
     * @param again whether it is to be entered anew, beginning with what it said
     */
    @PostMapping("/void")
    public ModelAndView voidItem(
            @PathVariable String id,
            HtmxRequest htmx,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "") String again,
            Locale locale) {
        Long itemId = Ids.require("id", id);
        String beside = besideAgain(showItem.show(itemId).item());
        try {
            voidItem.voidItem(itemId, Ids.parse(version).map(Long::intValue).orElse(null), FormTexts.lines(reason));
        } catch (BusinessRuleViolation refusal) {
            return page(htmx, itemId, locale).notVoided(refusal, reason).view();
        }
        return "true".equals(again) ? redirect(path + "new?again=" + itemId + beside) : seeOther(itemId, "voided");
    }

    /** After something was done with the item that is no change of it: what has been typed stays typed. */
    protected final ModelAndView done(HtmxRequest htmx, Long id, String done, E edit, Locale locale) {
        return !htmx.isHtmxRequest() && !edit.touched()
                ? seeOther(id, done)
                : page(htmx, id, locale).typed(edit).says(sayingOf(done)).view();
    }

    private Page page(HtmxRequest htmx, Long id, Locale locale) {
        return new Page(htmx, showItem.show(id), locale);
    }

    private ModelAndView seeOther(Long id, String done) {
        return redirect(path + id + "?done=" + done);
    }

    private static ModelAndView redirect(String target) {
        ModelAndView redirect = new ModelAndView("redirect:" + target);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }

    /** The page on its way to the template. */
    private final class Page {

        private final ModelAndView view;
        private final Shown<V> shown;
        private final Locale locale;
        private final E current;
        private final List<ReadCourse.Entry> course;
        private final Map<String, String> errors = new LinkedHashMap<>();
        private final Set<String> needed = new HashSet<>();
        private E form;

        Page(HtmxRequest htmx, Shown<V> shown, Locale locale) {
            this.shown = shown;
            this.locale = locale;
            this.current = stored(shown);
            this.form = current;
            this.course = tools.readCourse().of(kind, shown.item().id());
            this.view = new ModelAndView(htmx.isHtmxRequest() ? kind + "/page :: all" : kind + "/page");
        }

        Page typed(E edit) {
            form = edit;
            return this;
        }

        Page says(@Nullable String key) {
            if (key != null) {
                view.addObject("messageText", sentences.text(key, locale));
            }
            return this;
        }

        Page ran(List<RanStep> steps) {
            view.addObject("ran", steps);
            return this;
        }

        Page refusedOpen() {
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            tools.lookups().refuseOpen(form, addressOf(shown.item()), errors, view, locale);
            return this;
        }

        /** Keeps the reason that was typed, and says why the item is not voided. */
        Page notVoided(BusinessRuleViolation refusal, @Nullable String reason) {
            if (refusal.kind() == Kind.NOT_FOUND) {
                throw refusal;
            }
            view.setStatus(
                    switch (refusal.kind()) {
                        case FORBIDDEN -> HttpStatus.FORBIDDEN;
                        case CONFLICT -> HttpStatus.CONFLICT;
                        default -> HttpStatus.UNPROCESSABLE_CONTENT;
                    });
            view.addObject("voidRefusal", sentences.of(refusal, locale));
            view.addObject("reason", reason);
            return this;
        }

        /** Keeps what was typed and says which rule refused and why. */
        Page refused(BusinessRuleViolation refused, E sent) {
            if (refused.kind() == Kind.NOT_FOUND) {
                throw refused;
            }
            BusinessRuleViolation refusal = explained(refused, sent);
            E edit = again(refusal, sent);
            view.addObject("rule", tools.modelNames().of(refusal.rule(), locale));
            view.addObject("refusal", sentences.of(refusal, locale));
            if (refusal.kind() == Kind.INVALID) {
                view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                errors.putAll(tools.fieldMessages().of(refusal, locale));
                form = complete(edit);
                return this;
            }
            view.setStatus(HttpStatus.CONFLICT);
            if (shown.item().status().closed() || shown.item().voided() != null) {
                view.addObject(
                        "collisions",
                        readable(edit.unsaved(current), edit).stream()
                                .filter(collision -> !collision.field().equals("infotext"))
                                .toList());
                // what was typed into the infotext can still be added
                boolean typed =
                        edit.typed("addition") == null && !Edited.same(edit.typed("infotext"), edit.was("infotext"));
                view.addObject("addition", edit.typed(typed ? "infotext" : "addition"));
                needed.add(parts.of("infotext"));
                return this;
            }
            view.addObject("collisions", readable(edit.collisions(current), edit));
            form = edit.onto(current, null);
            return this;
        }

        /** A panel that was hidden comes with what is stored, now that something has to be said in it. */
        private E complete(E edit) {
            return Objects.equals(edit.version(), current.version()) ? edit.onto(current, null) : edit;
        }

        private List<Edited.Collision> readable(List<Edited.Collision> collisions, E edit) {
            return collisions.stream()
                    .map(collision -> new Edited.Collision(
                            collision.field(),
                            readable(collision.field(), collision.mine(), edit),
                            readable(collision.field(), collision.theirs(), current)))
                    .toList();
        }

        private @Nullable String readable(String field, @Nullable String value, E of) {
            return switch (field) {
                case "responsible" -> of.responsible().text();
                case "campaignId" -> of.campaign().text();
                default -> ItemPage.this.readable(field, value, locale);
            };
        }

        ModelAndView view() {
            V item = shown.item();
            boolean closed = item.status().closed();
            // nothing is written to what is voided
            boolean writes = item.voided() == null && tools.permissions().allows("POST", path + item.id());
            errors.keySet().forEach(field -> needed.add(parts.of(field)));
            tools.webParts().compose(kind, item.id(), Map.of(), view.getModelMap(), needed);
            view.addObject(kind, item);
            view.addObject("item", item);
            view.addObject("kind", kind);
            view.addObject("path", path + item.id());
            view.addObject("task", shown.task());
            view.addObject("form", form);
            view.addObject("errors", errors);
            view.addObject("closed", closed);
            view.addObject("writes", writes);
            view.addObject("edits", writes && !closed);
            view.addObject("voids", writes && voidItem.may(item));
            view.addObject("course", course);
            fill(view, shown, form);
            return view;
        }
    }
}
