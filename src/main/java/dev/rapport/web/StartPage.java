package dev.rapport.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page, composed of what the modules contribute to it; whoever may read none of that finds the ways on. */
@Controller
class StartPage {

    static final String PAGE = "start";

    private final WebParts webParts;
    private final Permissions permissions;

    StartPage(WebParts webParts, Permissions permissions) {
        this.webParts = webParts;
        this.permissions = permissions;
    }

    @GetMapping("/")
    String show(@RequestParam Map<String, String> parameters, Model model) {
        if (permissions.allows("GET", "/start/any")) {
            webParts.compose(PAGE, 0, parameters, model.asMap());
        }
        return "web/start";
    }

    /** One web part by itself. */
    @GetMapping("/start/{part}")
    String part(
            @PathVariable String part, @RequestParam Map<String, String> parameters, HtmxRequest htmx, Model model) {
        WebPart shown = webParts.single(PAGE, part, 0, parameters, model.asMap());
        model.addAttribute("part", shown);
        return !htmx.isHtmxRequest() ? "web/part" : shown.view() + " :: " + shown.fragment();
    }
}
