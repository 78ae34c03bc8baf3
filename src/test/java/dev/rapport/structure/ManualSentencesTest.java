package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.rapport.e2e.EndToEndTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence of the manual that names a web part is the name of a test in a real browser. */
class ManualSentencesTest {

    /** By which a person does something. */
    private static final Set<String> DONE =
            Set.of("Browser.go", "Locator.click", "Locator.fill", "Locator.pressSequentially");

    /** Playwright's assertions about what stands on the page. */
    private static final Set<String> SEEN = Set.of(
            "LocatorAssertions.hasText",
            "LocatorAssertions.containsText",
            "LocatorAssertions.isVisible",
            "LocatorAssertions.hasCount",
            "LocatorAssertions.hasValue");

    private static final List<JavaMethod> TESTS = new ClassFileImporter()
            .importPackagesOf(EndToEndTest.class).stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(DisplayName.class)
                            && (method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class)))
                    .toList();

    /** In the order of the manual; left out is only that these web parts are the most important ones of the extension. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Neue Kontaktvorgänge legen Sie stets über das Optionswebpart Kontaktvorgang anlegen oder das gleichnamige"
                        + " Adresswebpart an.",
                "Wenn Sie mit einem Kunden Kontakt aufnehmen, er Sie z.B. anruft, so können Sie dieses Telefonat über das"
                        + " Webpart in einem Vorgang dokumentieren.",
                "Nun können Sie das Adress- oder Optionswebpart ausfüllen und den Kontaktvorgang anlegen.",
                "Zunächst tragen Sie die Adresse der Person, mit der Sie telefoniert haben, im Optionswebpart per"
                        + " Auto-Complete im entsprechenden Feld ein.",
                "Im Adresswebpart haben Sie ausschließlich die Möglichkeit aus einer Auswahlliste einen Ansprechpartner"
                        + " auszuwählen.",
                "Wenn Sie z.B. planen einen Kunden in einer Woche anzurufen, so füllen Sie zunächst wie oben beschrieben"
                        + " das Webpart Kontaktvorgang anlegen aus.",
                "Sie können diese Erinnerung im Informationswebpart Erinnerungen sehen.",
                "Hierzu öffnen Sie zunächst den Vorgang und tragen Sie die Dauer des Telefonates im Webpart Allgemeine"
                        + " Kontaktinformationen ein.",
                "Falls Sie noch Zusatzinformationen zum Telefonat einpflegen möchten, können Sie dies über das"
                        + " Standardwebpart Infotext tun.",
                "Sie können dieses Ereignis entfernen, was dazu führt, dass der Vorgang weiterhin im Informationswebpart"
                        + " Erinnerungen auftaucht.",
                "Sie könnten allerdings trotzdem als Infotext angeben, dass das Telefonat nicht geführt wurde - zum"
                        + " Beispiel mit einer Begründung.",
                "Dies können Sie über das Adresswebpart Kampagnen erledigen.",
                "Beispielsweise über den Infotext.",
                "Wählen Sie beim WebPart Kampagne diejenige aus, zu der die Maßnahme gehört.",
                "Diese bleiben der gewählten Adresse für immer in der CRM-Historie zugeordnet, auch wenn die Kampagne der"
                        + " Adresse zwischenzeitlich nicht mehr zugeordnet sein sollte.",
                "Wenn eine Kampagne beendet ist und Sie diese nicht mehr in Auswahllisten haben möchten, können Sie diese"
                        + " über das Optionswebpart löschen.",
                "In der Ansicht des CRM-Historienwebparts ändert sich nichts."
            })
    void isTheNameOfATestInTheBrowser(String sentence) {
        List<JavaMethod> shown =
                TESTS.stream().filter(test -> nameOf(test).contains(sentence)).toList();
        assertThat(shown).isNotEmpty();
        for (JavaMethod test : shown) {
            assertThat(test.isAnnotatedWith(Disabled.class)).as(test.getName()).isFalse();
            Set<String> calls = callsOf(test);
            assertThat(calls).as("what a person does in " + test.getName()).containsAnyElementsOf(DONE);
            assertThat(calls).as("what a person sees in " + test.getName()).containsAnyElementsOf(SEEN);
        }
    }

    /** Nobody would notice that a test of that name does nothing. */
    @Test
    void isNotShownByAnEmptyTest() {
        JavaMethod empty = new ClassFileImporter().importClass(Empty.class).getMethod("doesNothing");
        assertThat(callsOf(empty)).doesNotContainAnyElementsOf(DONE).doesNotContainAnyElementsOf(SEEN);
    }

    static final class Empty {

        void doesNothing() {
            helper();
        }

        private void helper() {}
    }

    private static String nameOf(JavaMethod test) {
        return test.getAnnotationOfType(DisplayName.class).value();
    }

    /** What a test calls, itself and through the other methods of its class. */
    private static Set<String> callsOf(JavaMethod test) {
        Set<String> calls = new HashSet<>();
        Set<JavaMethod> seen = new HashSet<>();
        Deque<JavaMethod> open = new ArrayDeque<>(List.of(test));
        while (!open.isEmpty()) {
            JavaMethod method = open.remove();
            if (seen.add(method)) {
                for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
                    calls.add(call.getTargetOwner().getSimpleName() + "."
                            + call.getTarget().getName());
                    call.getTarget()
                            .resolveMember()
                            .filter(JavaMethod.class::isInstance)
                            .map(JavaMethod.class::cast)
                            .filter(target -> target.getOwner().equals(test.getOwner()))
                            .ifPresent(open::add);
                }
            }
        }
        return calls;
    }
}
