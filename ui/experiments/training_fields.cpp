// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/training_fields.h"

#include "ui/experiments/sweep_choices.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>

namespace saferscope {

TrainingFields::TrainingFields(QWidget* parent) : FormGrid(parent) {
    m_epochs = addNumber(tr("&Epochs"), 0.01, 1000, false);
    m_learningRate = addNumber(tr("Learning &rate"), 1e-9, 1.0, false);
    m_batch = addNumber(tr("Pairs per s&tep"), 1, 100000, true);
    m_method = new QComboBox(this);
    m_method->addItem(tr("Every weight"));
    m_method->addItem(tr("Low-rank adaptation (LoRA)"));
    addRow(tr("&What is trained"), m_method);
    m_rank = addNumber(tr("LoRA ran&k"), 1, 1024, true);
    m_rank->setText(QStringLiteral("16"));
    m_batch->setText(QStringLiteral("32"));
    for (QLineEdit* field : {m_epochs, m_learningRate, m_batch, m_rank}) {
        connect(field, &QLineEdit::textEdited, this, [this] {
            m_typed = true;
            Q_EMIT changed();
        });
    }
    connect(m_method, &QComboBox::activated, this, [this] {
        m_typed = true;
        showMethod();
        Q_EMIT changed();
    });
    suggest(0, Json::object());
    showMethod();
}

void TrainingFields::showMethod() { setRowVisible(m_rank, m_method->currentIndex() == 1); }

void TrainingFields::suggest(int modelWidth, const Json& known) {
    m_width = modelWidth;
    m_known = !known.empty();
    if (m_typed) {
        return;
    }
    const TrainingSuggestion values = suggestTraining(modelWidth);
    m_epochs->setText(QString::number(values.epochs));
    m_learningRate->setText(QString::number(values.learningRate, 'g', 3));
    m_batch->setText(QStringLiteral("32"));
    m_method->setCurrentIndex(0);
    fillFrom(known);
}

QString TrainingFields::problem() const {
    if (!m_epochs->hasAcceptableInput()) {
        return tr("Epochs must be a number between 0.01 and 1000.");
    }
    if (!m_learningRate->hasAcceptableInput()) {
        return tr("The learning rate must be a number between 0 and 1.");
    }
    if (!m_batch->hasAcceptableInput()) {
        return tr("Pairs per step must be a whole number, 1 or more.");
    }
    return m_method->currentIndex() == 1 && !m_rank->hasAcceptableInput()
               ? tr("The rank of LoRA must be a whole number between 1 and 1024.")
               : QString();
}

QString TrainingFields::summary() const {
    bool whole = false;
    const int epochs = m_epochs->text().toInt(&whole);  // "1.5" is none
    QStringList facts = {whole ? tr("%Ln epochs", nullptr, epochs) : tr("%1 epochs").arg(m_epochs->text()),
                         tr("rate %1").arg(m_learningRate->text()),
                         tr("%Ln pairs a step", nullptr, m_batch->text().toInt())};
    if (m_method->currentIndex() == 1) {
        facts << tr("LoRA rank %1").arg(m_rank->text());
    }
    return facts.join(QStringLiteral(", "));
}

Json TrainingFields::config() const {
    Json config = Json::object();
    if (m_epochs->hasAcceptableInput()) {
        config["epochs"] = m_epochs->text().toDouble();
    }
    if (m_learningRate->hasAcceptableInput()) {
        config["learning_rate"] = m_learningRate->text().toDouble();
    }
    if (m_batch->hasAcceptableInput()) {
        config["batch_pairs"] = m_batch->text().toLongLong();
    }
    if (m_method->currentIndex() == 1 && m_rank->hasAcceptableInput()) {
        config["lora_rank"] = m_rank->text().toLongLong();
    } else if (m_known) {
        config["lora_rank"] = 0;  // the other model may have been trained another way
    }
    if (!m_known && m_width > 0 && m_width < 1024) {
        // As the dialog for models from fresh weights sets them.
        config["warmup_fraction"] = 0.1;
        config["weight_decay"] = 0.01;
        config["center_rewards"] = 0.01;
    }
    return config;
}

void TrainingFields::setConfig(const Json& config) {
    if (config.is_object() && !config.empty()) {
        fillFrom(config);
        m_typed = true;
    }
}

void TrainingFields::fillFrom(const Json& config) {
    const auto take = [&](const char* name, QLineEdit* field) {
        const auto value = config.find(name);
        const bool there = value != config.end() && value->is_number() && value->get<double>() > 0.0;
        if (there) {
            field->setText(QString::number(value->get<double>(), 'g', 6));
        }
        return there;
    };
    if (config.is_object()) {
        take("epochs", m_epochs);
        take("learning_rate", m_learningRate);
        take("batch_pairs", m_batch);
        m_method->setCurrentIndex(take("lora_rank", m_rank) ? 1 : 0);
    }
    showMethod();
}

}  // namespace saferscope
