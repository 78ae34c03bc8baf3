package dev.rapport.campaign;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Texts;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the addresses that pasted lines stand for, such as a column of a spreadsheet: a name, with the town if need be,
 * an e-mail address or a phone number on each line. A line that fits several is nobody's: a wrong member is worse than a
 * missing one.
 */
@Service
public class ReadPastedLines {

    /** More is a job for an import. */
    public static final int MOST = 500;

    private static final int WORDS = 8;
    private static final int EXAMPLES = 3;
    private static final Pattern PHONE = Pattern.compile("\\(?\\+?[0-9][0-9()/.\\s-]{4,}");

    /** A line that stands for no address, or for several: then with some of them. */
    public record Unclear(String line, List<String> fitting) {}

    /** What was found. */
    public record Found(Set<Long> addresses, List<Unclear> unclear) {}

    /** An address that fits. */
    private record Fit(Long id, String label, boolean exact) {}

    private final JdbcClient jdbc;

    ReadPastedLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Reads lines; blank ones count for nothing.
     *
     * @throws BusinessRuleViolation required, too-many
     */
    @Transactional(readOnly = true)
    public Found read(String pasted) {
        List<String> lines = Arrays.stream(
                        Normalizer.normalize(pasted, Normalizer.Form.NFC).split("[\\r\\n;]+"))
                .filter(line -> !Texts.isBlank(line))
                .map(line -> line.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").strip())
                .distinct()
                .toList();
        if (lines.isEmpty()) {
            throw BusinessRuleViolation.invalid("pasted", "required");
        }
        if (lines.size() > MOST) {
            throw BusinessRuleViolation.invalid("pasted", "too-many", MOST);
        }
        Set<Long> addresses = new LinkedHashSet<>();
        List<Unclear> unclear = new ArrayList<>();
        for (String line : lines) {
            List<Fit> fits = fitting(line);
            List<Fit> exact = fits.stream().filter(Fit::exact).toList();
            if (exact.size() == 1) {
                addresses.add(exact.get(0).id());
            } else if (fits.size() == 1) {
                addresses.add(fits.get(0).id());
            } else {
                unclear.add(new Unclear(
                        line, fits.stream().limit(EXAMPLES).map(Fit::label).toList()));
            }
        }
        return new Found(addresses, unclear);
    }

    /** Addresses that have each word of the line as a whole word; exact ones are called just that. */
    private List<Fit> fitting(String line) {
        List<String> words = PHONE.matcher(line).matches()
                ? List.of(line.replaceFirst("^(\\+|00)", "").replace("(0)", "").replaceAll("[^0-9]", ""))
                : Arrays.stream(line.split("[\\s\\p{Z}\\p{Cntrl}\\p{Cs},]+"))
                        .filter(word -> !Texts.isBlank(word))
                        .limit(WORDS)
                        .toList();
        if (words.isEmpty()) {
            return List.of();
        }
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where = new StringBuilder("not a.inactive");
        for (int i = 0; i < words.size(); i++) {
            where.append(' ').append("""
                    and exists (select from rapport.address_word w where w.address_id = a.id
                                 and w.word in (rapport.fold(:word%1$d), rapport.fold_german(:word%1$d)))""".formatted(i));
            parameters.put("word" + i, words.get(i));
        }
        return jdbc.sql("""
                        select a.id, concat_ws(', ', a.name, c.name, coalesce(a.town, c.town)) as label,
                               rapport.fold(:line) in (rapport.fold(a.name),
                                         rapport.fold(concat_ws(', ', a.last_name, a.first_name)),
                                         rapport.fold(a.email)) as exact
                        from rapport.address_card a left join rapport.address_card c on c.id = a.company_id
                        where %s order by exact desc nulls last, a.id limit 25""".formatted(where))
                .params(parameters)
                .param("line", line)
                .query((row, n) -> new Fit(row.getLong("id"), row.getString("label"), row.getBoolean("exact")))
                .list();
    }
}
