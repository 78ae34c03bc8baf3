package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ExpressionGrammarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Kontakt durchführen",
                "100 $ und #1 {kein} Ausdruck",
                "C:\\Ordner",
                "${status == 'PLANNED'}",
                "${ status != \"PLANNED\" }",
                "${reminder}",
                "#{reminder}",
                "${!reminder && (outcome == 'performed' || empty infotext)}",
                "${not_a_keyword}",
                "${!!a}",
                "${a == 1.5}",
                "${a == true}",
                "${a == null}",
                "${empty a == false}",
                "Kontakt mit ${addressName}, ${subject}",
                "${a=='}'}",
                "${contact.type == 'VISIT'}",
                "${!empty measure.campaignId && (contact.daysOverdue > 3 || contact.daysOverdue <= 1)}",
                "${a < b}",
                "${1>=a}"
            })
    void accepts(String text) {
        assertThat(ExpressionGrammar.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${canary.sung}",
                "${canary.getSung()}",
                "${canary['sung']}",
                "${canary[sung]}",
                "${now()}",
                "${currentUser()}",
                "${f:g()}",
                "${''.getClass()}",
                "${''.class}",
                "${\"\".getClass().forName('x')}",
                "${execution}",
                "${task}",
                "${execution.setVariable('a', 1)}",
                "${a = 1}",
                "${a ? b : c}",
                "${a + b}",
                "${a < b < c}",
                "${a <> b}",
                "${a =< b}",
                "${a <}",
                "${< a}",
                "${contact}",
                "${contact == null}",
                "${contact.}",
                "${contact. type}",
                "${contact .type}",
                "${contact.type.x}",
                "${contact.type()}",
                "${contact.type.length()}",
                "${contact.getClass()}",
                "${contact['type']}",
                "${contact.'type'}",
                "${contact.1}",
                "${contact.empty.x}",
                "${contact..type}",
                "${contacts.type}",
                "${Contact.type}",
                "${a.contact.type}",
                "${a eq b}",
                "${a and b}",
                "${[1,2]}",
                "${{1:2}}",
                "${a; b}",
                "${a -> b}",
                "${}",
                "${",
                "${a",
                "${a}${",
                "#{a.b}",
                "text ${a.b} text",
                "${a} ${b.c}",
                "\\${a} ${b}",
                "${'a\\'.b'}",
                "${'a\\\\'.class}",
                "${a}\\",
                "${ä}",
                "${a ==}",
                "${== a}",
                "${(a}",
                "${a)}",
                "${1e5}",
                "${1.class}",
                "${'x'.class}",
                "${a'.b'}",
                "${!}",
                "${empty}"
            })
    void refuses(String text) {
        assertThat(ExpressionGrammar.accepts(text)).isFalse();
    }

    @Test
    void refusesWhatIsNestedTooDeepWithoutRunningOutOfStack() {
        assertThat(ExpressionGrammar.accepts("${" + "(".repeat(200_000) + "a" + ")".repeat(200_000) + "}"))
                .isFalse();
        assertThat(ExpressionGrammar.accepts("${" + "!".repeat(200_000) + "a}")).isFalse();
    }

    @Test
    void findsTheOneName() {
        assertThat(ExpressionGrammar.singleName("${requireCampaign}")).contains("requireCampaign");
        assertThat(ExpressionGrammar.singleName(" #{ requireCampaign } ")).contains("requireCampaign");
        assertThat(ExpressionGrammar.singleName("${require.campaign}")).isEmpty();
        assertThat(ExpressionGrammar.singleName("requireCampaign")).isEmpty();
        assertThat(ExpressionGrammar.singleName(null)).isEmpty();
    }
}
