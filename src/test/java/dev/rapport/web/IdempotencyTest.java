package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.shared.IdempotencyKeys;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Over HTTP it is tested where it is used, see AddressApiTest. */
@IntegrationTest
class IdempotencyTest {

    @Autowired
    private IdempotencyKeys keys;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void forgetsAnswersAfterADay() {
        insert("vergessen", "25 hours");
        insert("behalten", "23 hours");

        keys.forgetOld();

        assertThat(jdbc.sql("select key from rapport.idempotency_key where user_id = 'vergesslich'")
                        .query(String.class)
                        .list())
                .containsExactly("behalten");
    }

    private void insert(String key, String age) {
        jdbc.sql("""
                        insert into rapport.idempotency_key (user_id, key, route, body_hash, created_at)
                        values ('vergesslich', :key, '/', '', now() - cast(:age as interval))""").param("key", key).param("age", age).update();
    }
}
