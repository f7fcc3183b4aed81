package io.headrace.kernel.topics;

/// A setting of a topic that is not as it must be, as somebody may have changed it by hand.
///
/// @param found what it is
/// @param wanted what it must be
public record WrongSetting(String topic, String setting, String found, String wanted) {

    /// Such as `the topic headrace.training has retention.ms=60000: it must be -1, or records are lost or
    /// refused`.
    public String sentence() {
        return "the topic %s has %s=%s: it must be %s, or records are lost or refused"
                .formatted(topic, setting, found, wanted);
    }

    /// What to run to mend it.
    public String mend(String bootstrap) {
        return "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(bootstrap, topic, setting, wanted);
    }
}
