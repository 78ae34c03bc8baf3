package dev.rapport.campaign.web;

import dev.rapport.campaign.CampaignResults;
import dev.rapport.campaign.CampaignResults.Member;
import dev.rapport.campaign.CampaignResults.Step;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The members of a campaign as a file, with what comes next with each and what was last: its results. */
@RestController
class MembersFile {

    private static final List<String> HEADINGS = List.of(
            "field.name",
            "campaign.file.company",
            "field.town",
            "field.phone",
            "campaign.file.next",
            "campaign.file.next-subject",
            "campaign.file.last",
            "campaign.file.last-subject",
            "campaign.file.last-status");

    private final CampaignResults results;
    private final TableFiles files;
    private final Sentences sentences;
    private final BusinessTime time;

    MembersFile(CampaignResults results, TableFiles files, Sentences sentences, BusinessTime time) {
        this.results = results;
        this.files = files;
        this.sentences = sentences;
        this.time = time;
    }

    /** @param members part of the name, the company or the town; blank for all */
    @GetMapping(path = "/campaigns/{id}/members", params = "format")
    void write(
            @PathVariable String id,
            @RequestParam String format,
            @RequestParam(defaultValue = "") String members,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        long campaign = Ids.require("id", id);
        String source = "campaigns/" + campaign + "/members"
                + (members.isBlank() ? "" : "?members=" + URLEncoder.encode(members, StandardCharsets.UTF_8));
        files.send(
                new File("campaign-" + campaign, source, Format.named(format, new FieldChecks())),
                new Table<Member>(
                        HEADINGS.stream()
                                .map(heading -> sentences.text(heading, locale))
                                .toList(),
                        after -> results.manyNextSteps(campaign, members, after, TableFiles.ROWS),
                        member -> row(member, locale)),
                response,
                locale);
    }

    private List<@Nullable Object> row(Member member, Locale locale) {
        Step next = member.next();
        Step last = member.last();
        return Arrays.asList(
                member.name(),
                member.company(),
                member.town(),
                member.phone(),
                next == null ? null : time.local(next.start()).toLocalDateTime(),
                next == null ? null : next.subject(),
                last == null ? null : time.local(last.start()).toLocalDateTime(),
                last == null ? null : last.subject(),
                last == null ? null : outcome(last, locale));
    }

    private String outcome(Step last, Locale locale) {
        return last.outcomeLabel() == null
                ? sentences.text("history.status." + last.status(), locale)
                : last.outcomeLabel().in(locale);
    }
}
