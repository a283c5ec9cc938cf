# frozen_string_literal: true

# Fills an empty Redmine with its own default data and the people and tickets of tickets.json.
#   rails runner seed.rb TICKETS.json

require 'json'

TOLD = JSON.parse(File.read(ARGV.fetch(0)))
# The words that Redmine's default data has for what tickets.json says plainly.
TRACKERS = { 'bug' => 'Bug', 'feature' => 'Feature', 'task' => 'Support' }.freeze
PRIORITIES = { 'low' => 'Low', 'normal' => 'Normal', 'high' => 'High', 'urgent' => 'Urgent' }.freeze
STATUSES = { 'started' => 'In Progress', 'resolved' => 'Resolved' }.freeze

def add_person(person)
  User.create!(
    login: person['login'], firstname: person['firstName'], lastname: person['lastName'],
    mail: person['email'], password: person['password'], language: 'en', mail_notification: 'none',
    status: User::STATUS_ACTIVE
  ).tap { |user| user.pref.update!(time_zone: 'UTC', no_self_notified: true) }
end

def add_project(people)
  project = Project.create!(
    name: TOLD['project'], identifier: 'billing', is_public: false,
    enabled_module_names: %w[issue_tracking time_tracking], trackers: Tracker.all
  )
  role = Role.givable.find_by!(name: 'Manager')
  people.each_value { |person| Member.create!(project: project, principal: person, roles: [role]) }
  project
end

def add_fields
  shared = { is_for_all: true, trackers: Tracker.all, is_filter: true }
  [
    { name: 'Root cause', field_format: 'list', possible_values: TOLD['rootCauses'] },
    { name: 'Customer deadline', field_format: 'date' },
    { name: 'Acceptance criteria', field_format: 'text', full_width_layout: '1' }
  ].to_h { |field| [field[:name], IssueCustomField.create!(shared.merge(field))] }
end

def add_issue(ticket, people, project, fields)
  User.current = people.fetch(ticket['reporter'])
  values = { 'Root cause' => ticket['rootCause'], 'Customer deadline' => ticket['customerDeadline'] }
  issue = Issue.create!(
    project: project, author: User.current, subject: ticket['summary'],
    description: ticket['description'], tracker: Tracker.find_by!(name: TRACKERS.fetch(ticket['kind'])),
    priority: IssuePriority.find_by!(name: PRIORITIES.fetch(ticket['priority'])),
    assigned_to: people[ticket['owner']], start_date: ticket['start'], due_date: ticket['due'],
    estimated_hours: ticket['estimate'],
    custom_field_values: values.compact.transform_keys { |name| fields.fetch(name).id.to_s }
  )
  ticket['history'].each { |change| add_change(issue.id, change, people.fetch(change['by'])) }
  last = ticket['history'].last
  issue.update_columns(created_on: ticket['opened'], updated_on: last ? last['at'] : ticket['opened'])
end

def add_change(number, change, person)
  User.current = person
  issue = Issue.find(number)
  issue.init_journal(person, change['comment'] || '')
  issue.due_date = change['due'] if change['due']
  issue.status = IssueStatus.find_by!(name: STATUSES.fetch(change['status'])) if change['status']
  issue.save!
  issue.journals.reorder(:id).last.update_columns(created_on: change['at'])
end

def settle
  Setting.app_title = 'Redmine'
  Setting.rest_api_enabled = '1'
  Setting.login_required = '1'
  # A ticket gets the start date that a person enters, not the day of the seed.
  Setting.default_issue_start_date_to_creation_date = '0'
  Setting.notified_events = []
  # The language is the person's own, whatever the browser asks for.
  Setting.force_default_language_for_loggedin = '0'
end

ActionMailer::Base.perform_deliveries = false
Redmine::DefaultData::Loader.load('en')
settle
people = TOLD['people'].transform_values { |person| add_person(person) }
project = add_project(people)
fields = add_fields
TOLD['tickets'].each { |ticket| add_issue(ticket, people, project, fields) }
IssueRelation.create!(
  issue_from: Issue.find_by!(subject: TOLD['tickets'][0]['summary']),
  issue_to: Issue.find_by!(subject: TOLD['tickets'][1]['summary']),
  relation_type: IssueRelation::TYPE_RELATES
)
