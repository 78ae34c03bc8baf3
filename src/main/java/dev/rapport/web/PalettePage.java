package dev.rapport.web;

import dev.rapport.web.PaletteSource.Target;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Jumps to anything by a piece of its name: a page, and the dialog that Ctrl+K opens. */
@Controller
class PalettePage {

    /**
     * Targets of one kind.
     *
     * @param title key of a message
     */
    record Group(String title, List<Target> targets) {}

    private final List<PaletteSource> sources;
    private final Permissions permissions;

    PalettePage(List<PaletteSource> sources, Permissions permissions) {
        this.sources = sources.stream()
                .sorted(Comparator.comparingInt(PaletteSource::position))
                .toList();
        this.permissions = permissions;
    }

    @GetMapping("/palette")
    String show(@RequestParam(defaultValue = "") String q, HtmxRequest htmx, Model model) {
        List<Group> groups = sources.stream()
                .filter(source -> permissions.allows("GET", source.example()))
                .map(source -> new Group(source.title(), source.find(q)))
                .filter(group -> !group.targets().isEmpty())
                .toList();
        model.addAttribute("q", q);
        model.addAttribute("groups", groups);
        model.addAttribute("highlight", Highlight.of(q));
        model.addAttribute("dialog", htmx.isHtmxRequest());
        return !htmx.isHtmxRequest() ? "web/palette" : "web/palette :: results";
    }
}
