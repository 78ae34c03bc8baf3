package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence of the manual that names a web part is the name of a test in a real browser. */
class ManualSentencesTest {

    private static final Path END_TO_END = Path.of("src/test/java/dev/rapport/e2e");

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
    void isTheNameOfATestInTheBrowser(String sentence) throws Exception {
        assertThat(names()).anyMatch(name -> name.contains(sentence));
    }

    private static List<String> names() throws IOException, ClassNotFoundException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(END_TO_END)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("IT.java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                Arrays.stream(Class.forName("dev.rapport.e2e." + name).getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class))
                        .map(method -> method.getAnnotation(DisplayName.class))
                        .filter(display -> display != null)
                        .forEach(display -> names.add(display.value()));
            }
        }
        return names;
    }
}
