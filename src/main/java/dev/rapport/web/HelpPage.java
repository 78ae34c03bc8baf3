package dev.rapport.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Keys and rules in short. */
@Controller
class HelpPage {

    @GetMapping("/help")
    String show() {
        return "web/help";
    }
}
