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

    WebConfiguration(ShellInterceptor shell, ChangeInterceptor changes) {
        this.shell = shell;
        this.changes = changes;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(shell);
        interceptors.addInterceptor(changes);
    }

    @Bean
    static LocaleResolver localeResolver() {
        return new LanguageChoice();
    }
}
