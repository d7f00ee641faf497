package io.github.sensoringest.store;

import io.github.sensoringest.TestPostgres;
import io.github.sensoringest.TestSettings;
import java.nio.file.Path;

/** Which database a test uses: a new one of this kind. */
enum Kind {
  SQLITE {
    @Override
    TestStore make(Path folder) {
      return new TestStore(TestSettings.with("data.folder=" + folder));
    }
  },
  POSTGRESQL {
    @Override
    TestStore make(Path folder) {
      return new TestStore(
          TestSettings.with(
              "store.url=" + TestPostgres.shared().newDatabase(),
              "store.user=" + TestPostgres.USER));
    }
  };

  abstract TestStore make(Path folder);
}
