package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class ItemFactsTest {

    @Autowired
    private List<ItemFacts> facts;

    @Test
    void theGrammarKnowsWhatHasFacts() {
        assertThat(facts).extracting(ItemFacts::process).containsExactlyInAnyOrderElementsOf(ExpressionGrammar.ITEMS);
    }
}
