package dev.rapport.support;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** All that Rapport says: the files of the modules, read without the application. */
public final class MessageBundles {

    private static final Path FOLDER = Path.of("src/main/resources/messages");

    private MessageBundles() {}

    public static Properties german() {
        return together("");
    }

    public static Properties english() {
        return together("_en");
    }

    /** The messages of each module, in one language. */
    public static SortedMap<String, Properties> byModule(String suffix) {
        SortedMap<String, Properties> bundles = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".properties", "");
                String language = name.replaceFirst("^[a-z]+", "");
                if (language.equals(suffix)) {
                    Properties messages = new Properties();
                    try (Reader reader = Files.newBufferedReader(file)) {
                        messages.load(reader);
                    }
                    bundles.put(name.substring(0, name.length() - suffix.length()), messages);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundles;
    }

    /** As the application has it. */
    public static MessageSource source() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames(names().toArray(String[]::new));
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    /** As {@code spring.messages.basename} lists them. */
    public static List<String> names() {
        return byModule("").keySet().stream()
                .map(module -> "messages/" + module)
                .toList();
    }

    private static Properties together(String suffix) {
        Properties all = new Properties();
        byModule(suffix).values().forEach(all::putAll);
        return all;
    }
}
