package dev.rapport.item.web;

import dev.rapport.engine.DrawnModels;
import dev.rapport.engine.DrawnModels.Drawn;
import dev.rapport.item.ItemView;
import dev.rapport.item.ReadCourse;
import dev.rapport.item.ShowItem;
import dev.rapport.shared.Ids;
import dev.rapport.shared.ModelNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
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
    private final ModelNames modelNames;

    /**
     * The page of one kind of item.
     *
     * @param kind the key of its model, the word for it in the audit trail, and the folder with its templates
     */
    protected ItemModelPage(
            String kind,
            ShowItem<?, V> showItem,
            ReadCourse readCourse,
            DrawnModels drawnModels,
            ModelNames modelNames) {
        this.kind = kind;
        this.showItem = showItem;
        this.readCourse = readCourse;
        this.drawnModels = drawnModels;
        this.modelNames = modelNames;
    }

    @GetMapping
    public ModelAndView show(@PathVariable String id) {
        Long itemId = Ids.require("id", id);
        ShowItem.Shown<V> shown = showItem.show(itemId);
        V item = shown.item();
        ReadCourse.Way way = readCourse.way(kind, itemId);
        Set<String> here = drawnModels.here(kind, itemId);
        boolean ended = here.isEmpty() && item.status().closed() && item.voided() == null;
        Drawn drawn = way.version() == 0
                ? null
                : drawnModels
                        .of(kind, way.version(), way.stretches(), here, ended)
                        .orElse(null);
        return new ModelAndView("item/model")
                .addObject("item", item)
                .addObject("items", kind + "s")
                .addObject("course", readCourse.of(kind, itemId))
                .addObject("version", way.version())
                .addObject("drawn", drawn)
                .addObject("ends", drawn == null || !here.isEmpty() ? List.of() : names(drawn.ends()));
    }

    private List<String> names(List<String> modelled) {
        Locale reader = LocaleContextHolder.getLocale();
        return modelled.stream().map(name -> modelNames.of(name, reader)).toList();
    }
}
