package dev.rapport.user.web;

import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Sentences;
import dev.rapport.user.ListUsers;
import dev.rapport.user.UserView;
import dev.rapport.web.TableFiles;
import dev.rapport.web.TableFiles.File;
import dev.rapport.web.TableFiles.Format;
import dev.rapport.web.TableFiles.Table;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The users as a file, for those who administer them. */
@RestController
class UsersFile {

    private static final List<String> HEADINGS =
            List.of("field.name", "field.login", "field.groups", "field.email", "field.status");

    private final ListUsers listUsers;
    private final TableFiles files;
    private final Sentences sentences;

    UsersFile(ListUsers listUsers, TableFiles files, Sentences sentences) {
        this.listUsers = listUsers;
        this.files = files;
        this.sentences = sentences;
    }

    /** @param q parts of login or name; blank for all */
    @GetMapping(path = "/users", params = "format")
    void write(
            @RequestParam String format,
            @RequestParam(defaultValue = "") String q,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        String source = "users" + (q.isBlank() ? "" : "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
        files.send(
                new File("users", source, Format.named(format, new FieldChecks())),
                new Table<UserView>(
                        HEADINGS.stream()
                                .map(heading -> sentences.text(heading, locale))
                                .toList(),
                        after -> listUsers.listMany(q, after, TableFiles.ROWS),
                        user -> row(user, locale)),
                response,
                locale);
    }

    private List<@Nullable Object> row(UserView user, Locale locale) {
        return Arrays.asList(
                user.displayName(),
                user.login(),
                user.groups().stream()
                        .map(group -> sentences.text("user.group." + group.name(), locale))
                        .collect(Collectors.joining(", ")),
                user.email(),
                user.enabled()
                        ? null
                        : sentences.text(user.deleted() ? "user.badge.deleted" : "user.badge.disabled", locale));
    }
}
