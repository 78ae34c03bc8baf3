package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Pages;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.thymeleaf.cache.ExpressionCacheKey;
import org.thymeleaf.cache.ICache;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** What pages are made of is parsed once. */
@IntegrationTest
class TemplateCachesTest {

    private static final List<String> PAGES =
            List.of("/", "/contacts", "/contacts/new", "/calendar", "/addresses", "/campaigns", "/measures", "/help");

    /** As many as Thymeleaf remembers by itself. */
    private static final int USUAL = 500;

    @Autowired
    private Pages pages;

    @Autowired
    private SpringTemplateEngine engine;

    @Test
    void rememberEveryExpression() {
        ICache<ExpressionCacheKey, Object> remembered = engine.getCacheManager().getExpressionCache();
        PAGES.forEach(
                page -> assertThat(pages.as("anna").get(page).status()).as(page).isEqualTo(200));
        Set<ExpressionCacheKey> once = Set.copyOf(remembered.keySet());
        assertThat(once).hasSizeGreaterThan(USUAL);

        PAGES.forEach(page -> pages.as("anna").get(page));

        assertThat(remembered.keySet()).containsAll(once);
    }
}
