// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/feature_set_form.h"

#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/models/feature_set_model.h"
#include "ui/models/number_delegates.h"
#include "ui/models/opinion_summary.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>

namespace saferscope {

namespace {

constexpr int pause = 120;  // ms after the last key

}  // namespace

IndexIdentity identityOf(const WorkspaceSession& session, TokenScope scope) {
    IndexIdentity identity;
    identity.scope = scope;
    if (session.index() != nullptr) {
        identity.saeHash = session.index()->manifest().saeHash;
    }
    if (session.workspace() != nullptr) {
        if (const auto newest = session.workspace()->newestArtifact(ArtifactKind::Index); newest) {
            identity.indexHash = newest->contentHash;
        }
    }
    return identity;
}

QTableView* makeMemberTable(FeatureSetModel* model, const QString& name, QWidget* parent) {
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setItemDelegate(new PlainCellDelegate(table));
    table->setItemDelegateForColumn(FeatureSetModel::Contrast, new SignedBarDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setAccessibleName(name);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 10);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(FeatureSetModel::Label, QHeaderView::Stretch);
    table->setColumnWidth(FeatureSetModel::Id, table->fontMetrics().averageCharWidth() * 20);
    table->setColumnWidth(FeatureSetModel::Contrast, table->fontMetrics().averageCharWidth() * 9 + 72);
    return table;
}

FeatureSetForm::FeatureSetForm(WorkspaceSession* session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    layout->addWidget(new Label(tr("New set"), TextRole::Heading, TextTone::Normal, this));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing(3));
    grid->setVerticalSpacing(spacing(2));
    grid->setColumnStretch(1, 1);
    auto row = [&, line = 0](const QString& label, QWidget* field) mutable {
        auto* name = new Label(label, TextRole::Body, TextTone::Normal, this);
        name->setBuddy(field);
        QString spoken = label;
        field->setAccessibleName(spoken.remove(u'&'));
        grid->addWidget(name, line, 0, Qt::AlignVCenter);
        grid->addWidget(field, line++, 1);
    };
    m_presets = new QComboBox(this);
    m_presets->addItem(tr("A rule of your own"));
    for (const RulePreset& preset : rulePresets()) {
        m_presets->addItem(QString::fromUtf8(preset.name), QString::fromUtf8(preset.rule));
    }
    m_rule = new QLineEdit(this);
    m_rule->setPlaceholderText(tr("llm = 5 and stable"));
    m_rule->setMaxLength(1000);
    m_rule->setClearButtonEnabled(true);
    QStringList words;
    for (const RuleWord& word : ruleWords()) {
        words.append(
            QStringLiteral("%1: %2").arg(QString::fromUtf8(word.name), sentence(std::string_view(word.meaning))));
    }
    m_rule->setToolTip(plainToolTip(words.join(u'\n')));
    m_top = new QSpinBox(this);
    m_top->setRange(0, 131072);
    m_top->setSpecialValueText(tr("all that the rule takes"));
    m_top->setPrefix(tr("the strongest "));
    m_measure = new QComboBox(this);
    const QString measures[] = {tr("Contrast"), tr("Contrast per length"), tr("Effect size d")};
    for (const ContrastMeasure measure :
         {ContrastMeasure::Paper, ContrastMeasure::Normalised, ContrastMeasure::EffectSize}) {
        m_measure->addItem(measures[static_cast<int>(measure)], static_cast<int>(measure));
    }
    m_name = new QLineEdit(this);
    m_name->setMaxLength(80);
    row(tr("&Ready rules"), m_presets);
    row(tr("R&ule"), m_rule);
    row(tr("&Keep"), m_top);
    row(tr("Strength &by"), m_measure);
    row(tr("&Name"), m_name);
    layout->addLayout(grid);
    m_judge = new Label(QString(), TextRole::Small, TextTone::Muted, this);
    m_judge->setWordWrap(true);
    m_note = new Label(QString(), TextRole::Body, TextTone::Muted, this);
    m_note->setWordWrap(true);
    layout->addWidget(m_judge);
    layout->addWidget(m_note);
    m_model = new FeatureSetModel(this);
    m_table = makeMemberTable(m_model, tr("Features the rule takes"), this);
    layout->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_create = new QPushButton(tr("Make the set"), this);
    m_create->setProperty("role", QStringLiteral("primary"));
    buttons->addWidget(cancel);
    buttons->addWidget(m_create);
    layout->addLayout(buttons);

    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &FeatureSetForm::compute);
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        if (index > 0) {
            m_rule->setText(m_presets->itemData(index).toString());
        }
        m_rule->setFocus();
    });
    connect(m_rule, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_presets->setCurrentIndex(std::max(0, m_presets->findData(text)));
        suggestName();
        schedule();
    });
    connect(m_top, &QSpinBox::valueChanged, this, &FeatureSetForm::schedule);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &FeatureSetForm::schedule);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_named = !text.isEmpty();
        schedule();
    });
    connect(cancel, &QPushButton::clicked, this, &FeatureSetForm::cancelled);
    connect(m_create, &QPushButton::clicked, this, [this] {
        compute();  // what was typed within the last pause counts
        if (m_built && m_create->isEnabled()) {
            Q_EMIT made(FeatureSet(*m_built));
        }
    });
    connect(session, &WorkspaceSession::ratingsChanged, this, &FeatureSetForm::schedule);
    connect(session, &WorkspaceSession::ratingsReloaded, this, &FeatureSetForm::schedule);
    connect(session, &WorkspaceSession::scopeChanged, this, &FeatureSetForm::schedule);
    connect(session, &WorkspaceSession::indexChanged, this, &FeatureSetForm::schedule);
}

void FeatureSetForm::start(const QStringList& taken) {
    m_taken = taken;
    m_named = false;
    m_rule->clear();
    m_presets->setCurrentIndex(0);
    const WorkspaceSettings settings = m_session != nullptr && m_session->workspace() != nullptr
                                           ? m_session->workspace()->settings()
                                           : WorkspaceSettings();
    m_top->setValue(static_cast<int>(settings.keptFeatures));
    if (const auto measure = contrastMeasureFromName(settings.contrastMeasure); measure) {
        m_measure->setCurrentIndex(static_cast<int>(*measure));
    }
    suggestName();
    compute();
    m_rule->setFocus();
}

void FeatureSetForm::suggestName() {
    if (m_named) {
        return;
    }
    QString base = m_presets->currentIndex() > 0 ? m_presets->currentText() : m_rule->text().simplified();
    base = base.replace(u'/', u' ').replace(u'\\', u' ').left(48).trimmed();
    while (base.startsWith(u'.')) {
        base.remove(0, 1);
    }
    QString name = base;
    for (int number = 2; !name.isEmpty() && m_taken.contains(name); ++number) {
        name = QStringLiteral("%1 (%2)").arg(base).arg(number);
    }
    m_name->setText(name);
}

void FeatureSetForm::schedule() { m_timer.start(); }

QString FeatureSetForm::note() const { return m_note->text(); }

void FeatureSetForm::compute() {
    m_timer.stop();
    m_built.reset();
    m_judge->setText(QString());
    const auto say = [this](const QString& text, TextTone tone) {
        m_note->setTone(tone);
        m_note->setText(text);
        if (!m_built) {
            m_model->setMembers({}, {});
        }
        m_create->setEnabled(m_built && !m_name->text().trimmed().isEmpty());
    };
    if (m_session == nullptr || m_session->index() == nullptr) {
        say(tr("There is no feature index open."), TextTone::Warning);
        return;
    }
    const QString text = m_rule->text();
    if (text.trimmed().isEmpty()) {
        say(tr("Choose a ready rule or write one."), TextTone::Muted);
        return;
    }
    const QByteArray bytes = text.toUtf8();
    const auto rule = FeatureRule::parse(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (!rule) {
        const auto character = QString::fromUtf8(bytes.left(static_cast<qsizetype>(rule.error().position))).size() + 1;
        const QString hint = sentence(rule.error().hint);
        say(tr("At character %1: %2").arg(character).arg(sentence(rule.error().message)) +
                (hint.isEmpty() ? QString() : QLatin1Char(' ') + hint),
            TextTone::Error);
        return;
    }
    const std::string judge = m_session->mainJudge();
    if (rule->asksJudge()) {
        const bool lexical = isWordLists(QString::fromStdString(judge));
        m_judge->setTone(judge.empty() || lexical ? TextTone::Warning : TextTone::Muted);
        m_judge->setText(judge.empty() ? tr("No judge has rated features yet, so llm is not known of any.")
                         : lexical     ? tr("Here llm means word lists: no language model has rated these features.")
                                       : tr("Here llm means %1.").arg(QString::fromStdString(judge)));
    }
    FeatureSetRequest request;
    request.name = m_name->text().trimmed().toStdString();
    request.rule = text.toStdString();
    request.top = static_cast<std::uint32_t>(m_top->value());
    request.measure = static_cast<ContrastMeasure>(m_measure->currentData().toInt());
    request.judge = judge;
    if (m_session->workspace() != nullptr) {
        request.candidates = m_session->workspace()->settings().candidateFeatures;
    }
    const TokenScope scope = m_session->scope();
    auto built =
        buildFeatureSet(request, identityOf(*m_session, scope), m_session->contrasts(scope), m_session->ratings());
    if (!built) {
        say(sentences(built.error()), TextTone::Error);
        return;
    }
    m_model->setMembers(built->set.members, m_session->ratings());
    const auto number = [](std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); };
    QString count = built->set.members.size() < built->taken
                        ? tr("Taken by the rule: %1. The set keeps the %Ln strongest.", nullptr,
                             pluralOf(built->set.members.size()))
                              .arg(number(built->taken))
                        : tr("Taken by the rule: %1.").arg(number(built->taken));
    if (built->unknown > 0) {
        count += QLatin1Char(' ') + tr("Left out, because something it asks for is not known of them: %Ln candidates.",
                                       nullptr, pluralOf(built->unknown));
    }
    const bool empty = built->set.members.empty();
    if (!empty) {
        m_built = std::move(built->set);
    }
    if (m_taken.contains(m_name->text().trimmed())) {
        m_built.reset();
        say(tr("There is a set of this name already."), TextTone::Error);
        return;
    }
    say(count, empty ? TextTone::Warning : TextTone::Normal);
}

}  // namespace saferscope
