package dev.rapport.history.web;

import dev.rapport.history.ShowHistory;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.web.EntryFiles;
import dev.rapport.lists.web.FilterViews;
import dev.rapport.lists.web.FilterViews.Typed;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.web.TableFiles;
import dev.rapport.web.TableFiles.File;
import dev.rapport.web.TableFiles.Format;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history of an address as a file: what its filter lets pass, in its order. */
@RestController
class HistoryFile {

    private final ShowHistory showHistory;
    private final FilterViews filterViews;
    private final EntryFiles entryFiles;
    private final TableFiles files;

    HistoryFile(ShowHistory showHistory, FilterViews filterViews, EntryFiles entryFiles, TableFiles files) {
        this.showHistory = showHistory;
        this.filterViews = filterViews;
        this.entryFiles = entryFiles;
        this.files = files;
    }

    @GetMapping(path = "/addresses/{id}/history", params = "format")
    void write(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        long address = Ids.require("id", id);
        Typed typed = filterViews.read(parameters);
        EntryFilter filter = filterViews.filter(typed.filters());
        Format format = Format.named(parameters.getFirst("format"), new FieldChecks());
        files.send(
                new File(
                        "history-" + address,
                        "addresses/" + address + "/history" + typed.filters().query(),
                        format),
                entryFiles.table(after -> showHistory.showMany(address, filter, after, TableFiles.ROWS), locale),
                response,
                locale);
    }
}
