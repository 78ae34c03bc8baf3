package dev.rapport.web;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Room for everything that templates are made of. Thymeleaf remembers 500 expressions; the pages have five times as many,
 * and what has been forgotten is parsed anew, some hundred times for each page. None is put together from what people type.
 */
@Configuration(proxyBeanMethods = false)
class TemplateCaches {

    private static final int EXPRESSIONS = 20_000;

    private static final int TEMPLATES = 2_000;

    @Autowired
    void remember(SpringTemplateEngine engine) {
        StandardCacheManager caches = new StandardCacheManager();
        caches.setExpressionCacheMaxSize(EXPRESSIONS);
        caches.setTemplateCacheMaxSize(TEMPLATES);
        // or a collection of garbage would forget what nobody has asked for in the last minutes
        caches.setExpressionCacheUseSoftReferences(false);
        caches.setTemplateCacheUseSoftReferences(false);
        engine.setCacheManager(caches);
    }
}
