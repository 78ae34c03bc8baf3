package dev.rapport;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts Rapport: web pages, API and the process engine in one application. */
// full class names as bean names: the short names belong to the steps that models may name
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class RapportApplication {

    public static void main(String[] args) {
        // The engine's job table has no zone: due dates are only right when the JVM runs in UTC.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(RapportApplication.class, args);
    }
}
