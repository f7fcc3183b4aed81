package io.headrace.app.config;

import io.headrace.app.reference.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// `docs/reference/settings.md` is written from the code: `mvn -pl app test -Dtest=SettingsReferenceTest -Dupdate`.
class SettingsReferenceTest {

    @Test
    void thePageSaysWhatTheCodeTakes() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Settings

                For servers of your own: `headrace run`, and every command with `--config FILE` (or `HEADRACE_CONFIG`), or with the variables. A file holds Java properties, one `key = value` a line; a variable goes before the file. Everything that is wrong is said at once, with exit code 2. Written from the code.

                | key | variable | default | |
                |---|---|---|---|
                """);
        for (Setting setting : Setting.values()) {
            page.append(line(setting.key(), setting.meaning()));
        }
        page.append("""
                | `kafka.…` | `HEADRACE_KAFKA_…` | | How every client connects to Kafka: `kafka.security.protocol`, `kafka.sasl.mechanism`, `kafka.sasl.jaas.config`, `kafka.ssl.truststore.location`, … As a variable in capitals, with `_` for `.`: `HEADRACE_KAFKA_SECURITY_PROTOCOL`. What exactness rests on (isolation, acknowledgements, transactions) is not to be set |
                | `config.providers…` | | | Further providers of secrets, as Kafka Connect names them: `config.providers=vault`, `config.providers.vault.class=…`, `config.providers.vault.param.…`; their classes must be on the class path |

                ## Sources
                The databases whose tables models are trained from. Where none is set, Headrace's own database is the one source, and is called `main`. A name has lower-case letters, digits and `-`; it stands in the names of topics and never changes. Each source has a slot `headrace_NAME` and a publication `headrace`.

                | key | variable | default | |
                |---|---|---|---|
                """);
        for (SourceSetting setting : SourceSetting.values()) {
            page.append(line(setting.of("NAME"), setting.meaning()));
        }
        page.append("""

                ## Secrets
                A value may refer to a secret in place of holding it. It is looked up at the start, and never printed.

                | reference | what it reads |
                |---|---|
                | `${file:/run/secrets/pg.properties:password}` | a key of a file of Java properties |
                | `${dir:/run/secrets:pg_password}` | a whole file of a folder, without the line break at its end |
                | `${env:PG_PASSWORD}` | another variable |
                """);
        Page.check("settings.md", page.toString());
    }

    private static String line(Key key, String meaning) {
        String byDefault = key.fallback()
                .map(value -> value.isEmpty() ? "" : "`" + value + "`")
                .orElse("must be set");
        return "| `%s` | `%s` | %s | %s |\n".formatted(key.name(), key.variable(), byDefault, meaning);
    }
}
