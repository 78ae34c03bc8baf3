package dev.rapport.item.web;

import dev.rapport.engine.DrawnModels;
import dev.rapport.engine.DrawnModels.Drawn;
import dev.rapport.item.ItemView;
import dev.rapport.item.OpenTask;
import dev.rapport.item.RanStep;
import dev.rapport.item.ReadCourse;
import dev.rapport.item.ShowItem;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/**
 * The drawing of the model that an item runs in, or ran in, with the way that it has taken; from what Rapport keeps, so that it is
 * there when the engine's history is gone.
 *
 * @param <V> what is shown of the item
 */
public abstract class ItemModelPage<V extends ItemView> {

    private final String kind;
    private final ShowItem<?, V> showItem;
    private final ReadCourse readCourse;
    private final DrawnModels drawnModels;

    /**
     * The page of one kind of item.
     *
     * @param kind the key of its model, the word for it in the audit trail, and the folder with its templates
     */
    protected ItemModelPage(String kind, ShowItem<?, V> showItem, ReadCourse readCourse, DrawnModels drawnModels) {
        this.kind = kind;
        this.showItem = showItem;
        this.readCourse = readCourse;
        this.drawnModels = drawnModels;
    }

    @GetMapping
    public ModelAndView show(@PathVariable String id) {
        Long itemId = Ids.require("id", id);
        ShowItem.Shown<V> shown = showItem.show(itemId);
        List<ReadCourse.Entry> course = readCourse.of(kind, itemId);
        int version = course.stream()
                .mapToInt(ReadCourse.Entry::modelVersion)
                .filter(each -> each > 0)
                .findFirst()
                .orElse(0);
        OpenTask task = shown.task();
        Set<String> here = task == null ? Set.of() : drawnModels.here(task.instance());
        return new ModelAndView("item/model")
                .addObject("item", shown.item())
                .addObject("items", kind + "s")
                .addObject("course", course)
                .addObject("version", version)
                .addObject("drawn", version == 0 ? null : drawn(version, course, here));
    }

    private @Nullable Drawn drawn(int version, List<ReadCourse.Entry> course, Set<String> here) {
        List<ReadCourse.Entry> oldestFirst = new ArrayList<>(course);
        Collections.reverse(oldestFirst);
        // one that was moved has taken its way in more versions than one
        boolean moved = course.stream()
                .flatMap(entry -> entry.changes().stream())
                .anyMatch(change -> change.field().equals(AuditTrail.MODEL_VERSION));
        List<String> steps = oldestFirst.stream()
                .filter(entry -> moved || entry.modelVersion() == version)
                .flatMap(entry -> entry.steps().stream())
                .map(RanStep::step)
                .toList();
        return drawnModels.of(kind, version, steps, here).orElse(null);
    }
}
