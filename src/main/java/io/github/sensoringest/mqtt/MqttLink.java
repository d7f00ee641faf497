package io.github.sensoringest.mqtt;

/**
 * What is needed of a client, whatever version of MQTT it speaks: one connection, which is made
 * once and ends once. Thread-safe.
 */
interface MqttLink {
  /** Hears of what comes, from the client's threads. */
  interface Listener {
    void arrived(Publication publication) throws InterruptedException;

    /** Comes once, when a connection is no more that nobody here has ended. */
    void ended(String reason);
  }

  /** Connects. What a session has kept may come before this returns. */
  void connect() throws MqttFailure;

  void subscribe(String filter, int qos) throws MqttFailure;

  /** Returns when the broker has taken it, or, with quality of service 0, when it is sent. */
  void publish(String topic, byte[] payload, int qos, boolean retained) throws MqttFailure;

  void acknowledge(Publication publication) throws MqttFailure;

  boolean isOpen();

  /** Ends it in an orderly way if that is quick; the broker keeps the session. */
  void close();

  /** Cuts it off. */
  void abort();
}
