// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/secret_store.h"

#include "tests/ui/secret_fake_keyring.h"

#include <QSignalSpy>
#include <QTest>

using namespace saferscope;
using check::FakeKeyring;

namespace {

const SecretName here{QStringLiteral("judge.example"), "SAFERSCOPE_TEST_KEY"};
const SecretName elsewhere{QStringLiteral("other.example"), "SAFERSCOPE_TEST_KEY_OF_NOBODY"};

SecretAnswer find(SecretStore& store, const SecretName& name, QObject* context) {
    std::optional<SecretAnswer> answer;
    store.find(name, context, [&](const SecretAnswer& found) { answer = found; });
    [&] { QTRY_VERIFY(answer.has_value()); }();
    return answer.value_or(SecretAnswer());
}

SecretAnswer keep(SecretStore& store, const SecretName& name, const std::string& key, bool inKeyring,
                  QObject* context) {
    std::optional<SecretAnswer> answer;
    store.keep(name, key, inKeyring, context, [&](const SecretAnswer& kept) { answer = kept; });
    [&] { QTRY_VERIFY(answer.has_value()); }();
    return answer.value_or(SecretAnswer());
}

}  // namespace

class SecretStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("SAFERSCOPE_TEST_KEY"); }

    void aTypedKeyIsThereForItsHostOnly() {
        SecretStore store(std::make_unique<FakeKeyring>());
        QCOMPARE(find(store, here, this).place, SecretPlace::Nowhere);
        QCOMPARE(keep(store, here, "sk-1", false, this).place, SecretPlace::Session);
        QCOMPARE(find(store, here, this).value, std::string("sk-1"));
        QCOMPARE(find(store, elsewhere, this).place, SecretPlace::Nowhere);
    }

    void theKeyringKeepsWhatItIsAskedToKeep() {
        auto keyring = std::make_unique<FakeKeyring>();
        FakeKeyring* const fake = keyring.get();
        auto store = std::make_unique<SecretStore>(std::move(keyring));
        QCOMPARE(keep(*store, here, "sk-1", false, this).place, SecretPlace::Session);
        QVERIFY(fake->entries.empty());
        QCOMPARE(keep(*store, here, "sk-2", true, this).place, SecretPlace::Keyring);
        QCOMPARE(fake->entries.at(here.service), std::string("sk-2"));
        const auto entries = fake->entries;

        // The next session finds it there, and asks once.
        auto next = std::make_unique<FakeKeyring>();
        next->entries = entries;
        FakeKeyring* const again = next.get();
        store = std::make_unique<SecretStore>(std::move(next));
        QCOMPARE(find(*store, here, this).place, SecretPlace::Keyring);
        QCOMPARE(find(*store, here, this).value, std::string("sk-2"));
        QCOMPARE(again->reads, 1);
        store->forget(here);
        QVERIFY(again->entries.empty());
        QCOMPARE(find(*store, here, this).place, SecretPlace::Nowhere);
    }

    void aKeyringThatRefusesLeavesTheSession() {
        auto keyring = std::make_unique<FakeKeyring>();
        keyring->problem = QStringLiteral("no service");
        SecretStore store(std::move(keyring));
        const SecretAnswer nothing = find(store, here, this);
        QCOMPARE(nothing.place, SecretPlace::Nowhere);
        QCOMPARE(nothing.problem, QStringLiteral("no service"));
        const SecretAnswer kept = keep(store, here, "sk-1", true, this);
        QCOMPARE(kept.place, SecretPlace::Session);
        QCOMPARE(kept.problem, QStringLiteral("no service"));
        QCOMPARE(find(store, here, this).value, std::string("sk-1"));
    }

    void withoutAKeyringKeysLastForTheSession() {
        SecretStore store(nullptr);
        QVERIFY(!store.hasKeyring());
        const SecretAnswer kept = keep(store, here, "sk-1", true, this);
        QCOMPARE(kept.place, SecretPlace::Session);
        QVERIFY(!kept.problem.isEmpty());
        QCOMPARE(find(store, here, this).value, std::string("sk-1"));
        store.forget(here);
        QCOMPARE(find(store, here, this).place, SecretPlace::Nowhere);
    }

    void theEnvironmentIsUsedUnlessAKeyWasTyped() {
        qputenv("SAFERSCOPE_TEST_KEY", "from-outside");
        auto keyring = std::make_unique<FakeKeyring>();
        FakeKeyring* const fake = keyring.get();
        SecretStore store(std::move(keyring));
        QCOMPARE(find(store, here, this).place, SecretPlace::Environment);
        QCOMPARE(find(store, here, this).value, std::string("from-outside"));
        QCOMPARE(fake->reads, 0);
        QCOMPARE(keep(store, here, "typed", false, this).place, SecretPlace::Session);
        QCOMPARE(find(store, here, this).value, std::string("typed"));
        SecretName none = elsewhere;
        none.variable.clear();
        QCOMPARE(find(store, none, this).place, SecretPlace::Nowhere);
    }

    void nobodyIsCalledWhoIsGone() {
        auto keyring = std::make_unique<FakeKeyring>();
        FakeKeyring* const fake = keyring.get();
        auto store = std::make_unique<SecretStore>(std::move(keyring));
        bool called = false;
        {
            QObject context;
            store->find(here, &context, [&](const SecretAnswer&) { called = true; });
        }
        QTRY_COMPARE(fake->reads, 1);
        QTest::qWait(20);
        QVERIFY(!called);
        QObject context;
        store->find(elsewhere, &context, [&](const SecretAnswer&) { called = true; });
        store.reset();
        QTest::qWait(20);
        QVERIFY(!called);
    }

    void theRealKeyringAnswersOrSaysWhyNot() {
        // Without a desktop there is none: it has to say so, within reason, and never write a file instead.
        auto keyring = systemKeyring();
        if (keyring == nullptr || qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) {
            QSKIP("built without QtKeychain, or there is somebody's keyring, which is not ours to try things with");
        }
        SecretStore store(std::move(keyring));
        const SecretName name{QStringLiteral("saferscope-test.invalid"), {}};
        std::optional<SecretAnswer> kept;
        store.keep(name, "sk-canary-keyring", true, this, [&](const SecretAnswer& answer) { kept = answer; });
        QTRY_VERIFY_WITH_TIMEOUT(kept.has_value(), 30000);
        QVERIFY(kept->place == SecretPlace::Keyring || !kept->problem.isEmpty());
        QVERIFY(!kept->problem.contains(QLatin1String("canary")));
        qInfo("the keyring %s", kept->problem.isEmpty() ? "took it" : qPrintable(kept->problem));
        store.forget(name);
        QTest::qWait(200);
    }
};

QTEST_MAIN(SecretStoreTest)
#include "secret_store_test.moc"
