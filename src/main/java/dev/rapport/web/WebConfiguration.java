package dev.rapport.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WebConfiguration implements WebMvcConfigurer {

    private final ShellInterceptor shell;
    private final ChangeInterceptor changes;
    private final RehearsalInterceptor rehearsals;

    WebConfiguration(ShellInterceptor shell, ChangeInterceptor changes, RehearsalInterceptor rehearsals) {
        this.shell = shell;
        this.changes = changes;
        this.rehearsals = rehearsals;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(shell);
        interceptors.addInterceptor(changes);
        interceptors.addInterceptor(rehearsals);
    }

    @Bean
    static LocaleResolver localeResolver() {
        return new LanguageChoice();
    }
}
