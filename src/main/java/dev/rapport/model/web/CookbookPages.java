package dev.rapport.model.web;

import dev.rapport.model.cookbook.Cookbook;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The cookbook for those who change models. */
@Controller
class CookbookPages {

    private final Cookbook cookbook;

    CookbookPages(Cookbook cookbook) {
        this.cookbook = cookbook;
    }

    @GetMapping("/help/models")
    String show(Model model, Locale locale) {
        model.addAttribute("chapters", cookbook.chapters(locale));
        model.addAttribute("offers", cookbook.offers(locale));
        return "model/cookbook";
    }

    /** What comes out of a recipe, to be looked at in the Modeler. */
    @GetMapping("/help/models/{recipe}/{file}")
    ResponseEntity<byte[]> file(@PathVariable String recipe, @PathVariable String file) {
        byte[] content = cookbook.file(recipe, file);
        String disposition =
                ContentDisposition.attachment().filename(file).build().toString();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .body(content);
    }
}
