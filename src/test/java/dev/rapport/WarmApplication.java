package dev.rapport;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The demonstration for whoever works on pages: {@code mvn spring-boot:test-run}. Templates, styles and scripts are read
 * from {@code src/main/resources} at every request, so that a change is there when the page is loaded again. Sentences
 * come with {@code mvn -o -q resources:resources}; only code needs another start.
 */
final class WarmApplication {

    private WarmApplication() {}

    public static void main(String[] arguments) {
        RapportApplication.main(Stream.concat(
                        Stream.of(
                                "--spring.thymeleaf.cache=false",
                                "--spring.thymeleaf.prefix=file:src/main/resources/templates/",
                                "--spring.web.resources.static-locations="
                                        + "file:src/main/resources/static/assets/,classpath:/static/assets/",
                                "--spring.web.resources.chain.cache=false",
                                "--spring.web.resources.cache.cachecontrol.max-age=0",
                                "--spring.messages.cache-duration=1s"),
                        Arrays.stream(arguments))
                .toArray(String[]::new));
    }
}
