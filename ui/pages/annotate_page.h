// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_values.h"
#include "ui/pages/annotate_desk.h"
#include "ui/pages/page.h"
#include "ui/pages/unsaved_texts.h"

class QStackedWidget;

namespace saferscope {

class AnnotateCard;
class AnnotateHeader;
class AnnotateKeyList;
class AnnotateKeyStrip;
class EmptyState;
class RatingForm;

/// People rate features here, one card after the other, by single keys (? lists them): blind first, each rating on the
/// disk before the next card shows, and everything can be taken back. Keys do nothing inside text fields.
class AnnotatePage : public Page, public HasUnsavedTexts {
    Q_OBJECT

public:
    explicit AnnotatePage(QWidget* parent = nullptr);

    QString key() const override { return QStringLiteral("annotate"); }
    QString title() const override { return tr("Annotate"); }
    QIcon icon() const override;
    void setWorkspace(WorkspaceSession* session) override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// Without a rater: a card to look at, which no key rates. Writes nothing.
    void showSomethingMeaningful() override;
    /// A comment and a name that are being written.
    QJsonObject unsavedTexts() const override;
    void bringBack(const QJsonObject& texts) override;

    /// The other half of the page; the switch appears with it. Takes ownership.
    void setAgreementWidget(QWidget* widget);
    /// Brings a feature's card up, from wherever it was asked for.
    void showFeature(FeatureId feature);

    const AnnotateDesk& desk() const { return m_desk; }
    AnnotateHeader* header() const { return m_header; }
    AnnotateCard* card() const { return m_card; }
    RatingForm* form() const { return m_form; }
    AnnotateKeyStrip* keyStrip() const { return m_strip; }

    enum class Showing { NoIndex, Form, Card, Finished };
    Showing showing() const;

Q_SIGNALS:
    /// A context was double-clicked; the session's pair is selected already.
    void contextActivated(saferscope::PairIndex pair, saferscope::Segment segment, int token);
    /// The button of the empty state.
    void overviewRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeRating();
    void connectCard();

    // What is shown.
    void reload();  ///< a new queue, now or when the page is shown next
    void rebuild(bool stay);
    void setMode(int mode);
    void present();  ///< the current card, the end, or what is missing
    void presentEnd();
    void openBroughtBack();  ///< once the card it was written on shows
    void showKeys();
    void renewCard();  ///< the same card with what is said of it now
    void prepareNext();
    void bring(Showing what);
    void takeFocus();
    void renewProfiles();
    void noteLastDone();

    // What the rater does.
    bool cardKey(QKeyEvent* event);
    bool endKey(QKeyEvent* event);
    void rate(int score);
    void confirm();
    void skip();
    void toggleFlag();
    void undo();
    void go(int by);
    void setBlind(bool on);
    void startComment();
    void startLabel();
    bool saveComment();
    bool saveLabel();
    bool settleEditors();  ///< saves what is being written; false when that failed and the card must stay
    void chooseRater(const QString& name);
    void askForRater();
    /// False, and the form for a name shows, while the card is only a preview for nobody.
    bool someoneRates();
    void followSuggestion();
    bool done(const Status& status);
    void showFailure(const Error& error);
    void goOn();

    AnnotateDesk m_desk;
    QStackedWidget* m_modes = nullptr;
    QStackedWidget* m_stack = nullptr;
    AnnotateHeader* m_header = nullptr;
    EmptyState* m_empty = nullptr;
    RatingForm* m_form = nullptr;
    AnnotateCard* m_card = nullptr;
    EmptyState* m_finished = nullptr;
    AnnotateKeyStrip* m_strip = nullptr;
    AnnotateKeyList* m_keys = nullptr;
    std::optional<AnnotateDesk::Suggestion> m_suggestion;
    std::optional<FeatureId> m_wanted;  ///< asked for before there was a rater
    QString m_remembered;               ///< rater of last time
    QJsonObject m_broughtBack;          ///< texts that wait for their card
    bool m_stale = true;                ///< the queue is to be made anew
    bool m_acting = false;              ///< an event of our own is being written
    bool m_preview = false;
};

}  // namespace saferscope
