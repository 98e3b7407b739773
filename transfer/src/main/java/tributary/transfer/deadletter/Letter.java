package tributary.transfer.deadletter;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A dead letter on its way.
 *
 * @param content what it says
 * @param topic where it goes
 * @param extent how much of its record goes along
 * @param redated whether it goes with the time of sending, since the broker refuses its record's
 * @param done told once it is stored
 */
record Letter(
    DeadLetter content, String topic, DeadLetter.Extent extent, boolean redated, Runnable done) {

  /** The same with less of its record. */
  Letter less() {
    return new Letter(content, topic, extent.less(), redated, done);
  }

  /** The same with the time of sending. */
  Letter redate() {
    return new Letter(content, topic, extent, true, done);
  }

  ProducerRecord<byte[], byte[]> toSend() {
    ProducerRecord<byte[], byte[]> whole = content.toSend(topic, extent);
    return redated
        ? new ProducerRecord<>(topic, null, null, whole.key(), whole.value(), whole.headers())
        : whole;
  }
}
